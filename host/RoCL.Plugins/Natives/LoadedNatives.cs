using RoCL.Core.Components;

namespace RoCL.Plugins.Natives;

/// <summary>
/// The native libraries of the plugins that a process has loaded, by their names: the linker knows
/// one library of a name, and gives the one that was loaded first to all that need it.
/// </summary>
/// <remarks>
/// Each plugin gets its own of the libraries that it calls itself. What these need in their turn is
/// the linker's choice.
/// </remarks>
public sealed class LoadedNatives
{
    private readonly Lock _lock = new();
    private readonly List<PluginLibrary> _loaded = [];

    /// <summary>
    /// ROCL0707 where the plugin brings another library of a name that a loaded plugin has brought,
    /// and a library of one of them needs it; else the plugin counts as loaded.
    /// </summary>
    /// <param name="plugin">The plugin, before its code is loaded.</param>
    public Problem? Add(PluginIdentity plugin)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var own = LibrariesOf(plugin);
        lock (_lock)
        {
            var shared = own.Select(library => ClashOf(library, own)).FirstOrDefault(clash => clash is not null);
            if (shared is null)
                _loaded.AddRange(own);
            return shared;
        }
    }

    private Problem? ClashOf(PluginLibrary library, List<PluginLibrary> own)
    {
        var other = _loaded.Find(loaded => loaded.Name == library.Name && loaded.Plugin != library.Plugin);
        if (other is null)
            return null;
        var needing = own.Concat(_loaded.Where(loaded => loaded.Plugin == other.Plugin));
        var isNeeded = needing.Any(each => each.Needed.Contains(library.Name));
        if (!isNeeded || RecordedNative.HashOf(other.Path) == RecordedNative.HashOf(library.Path))
            return null;
        return new(
            "ROCL0707",
            $"plugin {library.Plugin} ({library.Plugin.Known})",
            $"The plugin brings the native library {library.Known}, and the plugin {other.Plugin} brings another one "
                + $"of that name, {other.Known}. A library that needs '{library.Name}' would get the wrong one.",
            "Use the two plugins in separate runs, or build the library of one of them under another name (SONAME)."
        );
    }

    private static List<PluginLibrary> LibrariesOf(PluginIdentity plugin)
    {
        var folder = Path.GetDirectoryName(plugin.Path)!;
        var known = Path.GetDirectoryName(plugin.Origin)!;
        var inner = Path.Combine(folder, "runtimes");
        return
        [
            .. Directory
                .GetFiles(folder)
                .Concat(Directory.Exists(inner) ? Directory.GetFiles(inner, "*", SearchOption.AllDirectories) : [])
                .Where(file => Path.GetFileName(file).Contains(".so", StringComparison.Ordinal))
                .Where(RecordedNative.IsThere)
                .Select(file => LibraryAt(file, Path.Combine(known, Path.GetRelativePath(folder, file)), plugin)),
        ];
    }

    private static PluginLibrary LibraryAt(string file, string known, PluginIdentity plugin)
    {
        var names = ElfNames.Of(file);
        return new(names.Own ?? Path.GetFileName(file), file, known, names.Needed, plugin);
    }

    private sealed record PluginLibrary(
        string Name,
        string Path,
        string Known,
        ImmutableArray<string> Needed,
        PluginIdentity Plugin
    );
}
