using RoCL.Core.Fingerprints;
using RoCL.Core.Guards;

namespace RoCL.Plugins.Copies;

/// <summary>
/// Private copies of plugins, made of the very bytes that were hashed: whatever is written over an
/// original, what is loaded stays what was recorded.
/// </summary>
/// <remarks>
/// A copy has the code, its settings and symbols; links lead to whatever else lies beside the
/// original, such as data. Its name is its hash, which is checked each time: a copy that was
/// damaged is made again. A hard link would be no copy, since it shares what is written in place.
/// </remarks>
/// <param name="root">The folder of all copies.</param>
/// <param name="compiled">
/// A folder whose plugins are private already: those that were compiled of C# files.
/// </param>
/// <param name="warn">
/// Takes ROCL0259, that a plugin is loaded from where it lies; once for each reason.
/// </param>
public sealed class PluginCopies(string root, string compiled, Action<string> warn)
{
    private const int NameDigits = 16;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan Used = TimeSpan.FromDays(1);
    private readonly HashSet<int> _warned = [];

    /// <summary>
    /// The copy of a plugin's assembly; the assembly itself where it is private already, or no copy
    /// can be made.
    /// </summary>
    /// <param name="assembly">The assembly's full path.</param>
    public string Of(string assembly)
    {
        if (IsCompiled(assembly) || IsBelow(root, assembly))
            return assembly;
        var folder = Path.GetDirectoryName(assembly)!;
        try
        {
            return PluginBytes.Read(folder) is { } bytes ? Of(bytes, assembly) : assembly;
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            Warn(assembly, fault);
            return assembly;
        }
    }

    /// <summary>The copy of bytes that were read, or kept.</summary>
    /// <param name="bytes">The plugin.</param>
    /// <param name="origin">The assembly's path where they came from; it may be gone.</param>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public string Of(PluginBytes bytes, string origin)
    {
        var folder = Path.GetDirectoryName(origin)!;
        var place = TextHash.Of(folder);
        var home = Path.Combine(root, $"{bytes.Sha256[..NameDigits]}-{place[..NameDigits]}");
        var copy = Path.Combine(home, Path.GetFileNameWithoutExtension(origin));
        if (!CopiedFolder.IsWhole(copy, bytes))
            Make(home, copy, bytes);
        if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(home) > Used)
            Directory.SetLastWriteTimeUtc(home, DateTime.UtcNow);
        CopiedFolder.Link(folder, copy);
        return Path.Combine(copy, Path.GetFileName(origin));
    }

    /// <summary>Whether a plugin was compiled of C# files by this program.</summary>
    public bool IsCompiled(string assembly) => IsBelow(compiled, assembly);

    private static bool IsBelow(string folder, string path) =>
        path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // A disk that is full is one thing to say, however many plugins do not fit.
    private void Warn(string assembly, Exception fault)
    {
        if (!_warned.Add(fault.HResult))
            return;
        warn(
            $"ROCL0259 {assembly}: No private copy of the plugin can be made in {root}: {DiskFault.What(fault)}. It is "
                + "loaded from where it lies, as all are whose copies fail alike, and must not be changed meanwhile. "
                + CacheFault.Remedy(fault)
        );
    }

    private void Make(string home, string copy, PluginBytes bytes)
    {
        Forget();
        CopiedFolder.Make(home, copy, bytes);
    }

    // Copies that no process has asked for in a month.
    private void Forget()
    {
        if (!Directory.Exists(root))
            return;
        foreach (var old in Directory.GetDirectories(root))
        {
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(old) > Kept)
                CopiedFolder.Delete(old);
        }
    }
}
