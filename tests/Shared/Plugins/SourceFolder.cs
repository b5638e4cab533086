using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Plugins.Sources;

namespace Shared.Plugins;

/// <summary>A folder of C# files with a cache of its own, as long as a test.</summary>
internal sealed class SourceFolder : IDisposable
{
    private readonly string _temporary = Directory.CreateTempSubdirectory("rocl-sources-").FullName;

    public SourceFolder(string name)
    {
        Root = Directory.CreateDirectory(Path.Combine(_temporary, name)).FullName;
        Compiler = new(Path.Combine(_temporary, "cache"), Warnings.Add, Showing);
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>A path in it.</summary>
    public string this[string file] => Path.Combine(Root, file);

    /// <summary>What the compiler warned of.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>What the compiler said that it compiles.</summary>
    public List<string> Shown { get; } = [];

    /// <summary>The compiler over this folder's cache.</summary>
    public SourceCompiler Compiler { get; }

    /// <summary>This machine's SDK.</summary>
    public Sdk Sdk { get; } = ((Result<Sdk>.Ok)Sdk.Find()).Value;

    /// <summary>What lies in the cache.</summary>
    public IEnumerable<string> Cached => Directory.EnumerateFileSystemEntries(Path.Combine(_temporary, "cache"));

    /// <summary>Writes a file.</summary>
    public SourceFolder With(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], text);
        return this;
    }

    /// <summary>What becomes of a path after <c>--plugin</c>.</summary>
    public Result<string> Ready(string path) =>
        new SourcePlugins(() => Sdk, Compiler).Ready([path]).Then<string>(ready => ready.Single());

    /// <summary>The plugin of the whole folder.</summary>
    public PluginIdentity Plugin() =>
        Ready(Root)
            .Match(
                folder =>
                    Places
                        .Catalogue(folder)
                        .Plugins.Single(plugin =>
                            plugin.Assembly.Identity.Path.StartsWith(folder, StringComparison.Ordinal)
                        )
                        .Assembly.Identity,
                problems => throw new ProblemException(problems[0])
            );

    private IDisposable? Showing(string plugin)
    {
        Shown.Add(plugin);
        return null;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_temporary, recursive: true);
        }
        catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows())
        {
            // An assembly that was loaded cannot be deleted there; the folder is a temporary one.
        }
    }
}
