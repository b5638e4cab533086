using System.ComponentModel;
using RoCL.Core;
using RoCL.Core.Fingerprints;
using RoCL.Core.Guards;
using RoCL.Plugins.Copies;

namespace RoCL.Plugins.Sources;

/// <summary>
/// Makes plugins of C# files by the SDK's own compiler, a process of its own; what was compiled
/// before is in the cache.
/// </summary>
/// <remarks>
/// A file is compiled as an SDK project would: implicit usings, nullable references on, the newest
/// language; besides, the contracts and <c>TorchSharp.torch</c> are used throughout. The same files
/// give the same bytes wherever they lie. A plugin's folder in the cache is written beside its
/// place and renamed, so that it is there whole or not at all, and several processes may want it at
/// once.
/// </remarks>
/// <param name="cache">
/// Where compiled plugins are kept, by the hash of sources, references, options and compiler.
/// </param>
/// <param name="warn">Takes the compiler's warnings, a line each.</param>
/// <param name="show">
/// Shows a person that a plugin of this name is compiled, until what it gives is disposed of.
/// </param>
public sealed class SourceCompiler(string cache, Action<string> warn, Func<string, IDisposable?> show)
{
    /// <summary>The folder of the compiled plugin.</summary>
    /// <param name="source">The plugin's files.</param>
    /// <param name="sdk">Whose compiler.</param>
    /// <returns>
    /// ROCL0230 with the compiler's own words; ROCL0234 the compiler does not work; ROCL0706 the
    /// cache cannot be written.
    /// </returns>
    public Result<string> Compile(SourceText source, Sdk sdk)
    {
        try
        {
            var home = Path.Combine(cache, KeyOf(source, sdk));
            var plugin = Path.Combine(home, source.Id);
            if (Directory.Exists(home))
            {
                if (CompiledFolder.IsWhole(home, plugin))
                    return plugin;
                CompiledFolder.Clear(home);
            }

            return Compile(source, sdk, home).Then<string>(_ => plugin);
        }
        catch (Exception refused) when (refused is FileNotFoundException or Win32Exception or BadImageFormatException)
        {
            return new Problem(
                "ROCL0234",
                source.Id,
                $"The plugin could not be compiled: {refused.Message}",
                $"Check the compiler, {sdk.Compiler}."
            );
        }
        catch (Exception refused) when (DiskFault.Is(refused))
        {
            return CacheFault.Of(cache, refused);
        }
    }

    private Result<string> Compile(SourceText source, Sdk sdk, string home)
    {
        var staged = $"{home}.{Environment.ProcessId}.{Guid.NewGuid():N}";
        try
        {
            var plugin = Directory.CreateDirectory(Path.Combine(staged, source.Id)).FullName;
            var usings = Path.Combine(staged, "usings.cs");
            var arguments = Path.Combine(staged, "arguments.rsp");
            CacheFile.Write(usings, file => File.WriteAllText(file, CompilerOptions.Usings));
            string[] lines =
            [
                .. CompilerOptions.For(source, plugin, staged),
                .. source.Files.Select(file => Quoted(Path.Combine(source.Root, file.Name))),
                Quoted(usings),
            ];
            CacheFile.Write(arguments, file => File.WriteAllLines(file, lines));
            var output = Output(source, sdk, arguments);
            if (!output.Succeeded)
                return output.Unwritten is { } line ? CacheFault.OfCompiler(cache, line) : output.Refusal(source, sdk);
            if (!source.IsStill)
            {
                return new Problem(
                    "ROCL0234",
                    source.Id,
                    "A file was saved while it was compiled.",
                    "Run the command again."
                );
            }

            foreach (var warning in output.Lines)
                warn(warning);
            File.Delete(usings);
            File.Delete(arguments);
            CompiledFolder.Vouch(staged, plugin);
            Publish(staged, home);
            return home;
        }
        finally
        {
            if (Directory.Exists(staged))
                Directory.Delete(staged, recursive: true);
        }
    }

    private CompilerOutput Output(SourceText source, Sdk sdk, string arguments)
    {
        using var shown = show(source.Id);
        return CompilerOutput.Of(sdk, arguments);
    }

    // Another process may have been faster; its folder is as good.
    private static void Publish(string staged, string home)
    {
        try
        {
            Directory.Move(staged, home);
        }
        catch (IOException) when (Directory.Exists(home)) { }
    }

    private static string KeyOf(SourceText source, Sdk sdk)
    {
        var compiler = AuthorReferences.VersionId(Path.Combine(sdk.Roslyn, "Microsoft.CodeAnalysis.CSharp.dll"));
        var options = string.Join('\n', CompilerOptions.For(source with { Root = "" }, "", ""));
        var inputs = $"{source.Id}\n{source.Digest}{AuthorReferences.Fingerprint()}{compiler}";
        var all = $"{inputs}\n{CompilerOptions.Usings}\n{options}";
        return TextHash.Of(all)[..32];
    }

    internal static string Quoted(string path) => $"\"{path}\"";
}
