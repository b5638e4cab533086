using RoCL.Core;
using RoCL.Plugins.Copies;
using RoCL.Plugins.Metadata;

namespace RoCL.Plugins.Catalogue;

/// <summary>Where plugins are looked for.</summary>
/// <param name="Paths">
/// Full paths of folders and assemblies, each once, in the order in which they are looked through.
/// </param>
public sealed record PluginFolders(ImmutableArray<string> Paths)
{
    /// <summary>
    /// Private copies of the plugins, which are read and loaded in their place; none where nothing
    /// is loaded.
    /// </summary>
    public PluginCopies? Copies { get; init; }

    /// <summary>
    /// The C# files and folders that plugins were compiled of, as the person has named them, by the
    /// paths of these plugins.
    /// </summary>
    public ImmutableDictionary<string, string> Sources { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>As messages name them.</summary>
    public IEnumerable<string> Known => Paths.Select(path => Sources.GetValueOrDefault(path, path));

    /// <summary>The same with what the person has named, where it was compiled.</summary>
    /// <param name="given">As after <c>--plugin</c>.</param>
    /// <param name="ready">What each of them has become.</param>
    public PluginFolders CompiledOf(IEnumerable<string> given, IEnumerable<string> ready) =>
        this with
        {
            Sources = given
                .Zip(ready)
                .Where(path => Whole(path.First) != path.Second)
                .DistinctBy(path => path.Second)
                .ToImmutableDictionary(path => path.Second, path => path.First),
        };

    /// <summary>The folder <c>plugins</c> beside the host, and whatever the person names.</summary>
    /// <param name="host">The host's own folder. It may lack plugins of its own.</param>
    /// <param name="given">
    /// As after <c>--plugin</c>: folders of plugins, plugin folders themselves, or assemblies.
    /// </param>
    public static PluginFolders Beside(string host, IEnumerable<string> given) =>
        new([.. given.Prepend(Path.Combine(host, "plugins")).Select(Whole).Distinct()]);

    /// <summary>ROCL0201 for everything named that is not there.</summary>
    public IEnumerable<Problem> Missing =>
        Paths
            .Skip(1)
            .Where(path => !Directory.Exists(path) && !File.Exists(path))
            .Select(path => new Problem(
                "ROCL0201",
                $"--plugin {path}",
                "There is nothing at this path.",
                "Name a C# file, an assembly, the folder of a plugin, or a folder that holds plugins."
            ));

    /// <summary>
    /// Every plugin that is there, sound or not: a folder's own, then those of its subfolders by
    /// name.
    /// </summary>
    /// <returns>
    /// For each, what its metadata says; or ROCL0201, ROCL0210, ROCL0218, ROCL0219.
    /// </returns>
    public IEnumerable<Result<PluginAssembly>> Read()
    {
        foreach (var path in Paths)
        {
            foreach (var plugin in ReadAt(path))
                yield return plugin;
        }
    }

    private static string Whole(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private IEnumerable<Result<PluginAssembly>> ReadAt(string path)
    {
        var read = Read(path, Copies);
        return Sources.TryGetValue(path, out var source)
            ? read.Select(plugin => plugin.Then<PluginAssembly>(found => found.KnownBy(source)))
            : read;
    }

    private static IEnumerable<Result<PluginAssembly>> Read(string path, PluginCopies? copies)
    {
        if (File.Exists(path))
            return PluginFolder.Guarded(path, () => [PluginFolder.ReadPlugin(path, copies)]);
        return Directory.Exists(path) ? PluginFolder.Guarded(path, () => ReadBelow(path, copies)) : [];
    }

    private static IEnumerable<Result<PluginAssembly>> ReadBelow(string path, PluginCopies? copies)
    {
        foreach (var folder in FoldersOf(path))
        {
            foreach (var plugin in PluginFolder.Read(folder, copies))
                yield return plugin;
        }
    }

    private static IEnumerable<string> FoldersOf(string path) =>
        Directory.GetDirectories(path).Order(StringComparer.Ordinal).Prepend(path);
}
