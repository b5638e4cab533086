namespace RoCL.Plugins.Sources;

/// <summary>What the path after <c>--plugin</c> names.</summary>
/// <param name="Path">Its full path.</param>
public abstract record PluginPath(string Path)
{
    /// <summary>
    /// The project file that <c>rocl new</c> writes, for editors alone: it makes no project of a
    /// folder.
    /// </summary>
    public const string Editors = "editors.rocl.csproj";

    /// <summary>
    /// An assembly, a plugin's folder, a folder of plugins, or nothing at all: it is read as it is.
    /// </summary>
    public sealed record Built(string Path) : PluginPath(Path);

    /// <summary>
    /// A C# file, or a folder of C# files without an assembly: compiled together into one plugin.
    /// </summary>
    /// <param name="Path">The file or the folder.</param>
    /// <param name="Files">Full paths, in the order of their names.</param>
    public sealed record Source(string Path, ImmutableArray<string> Files) : PluginPath(Path);

    /// <summary>The folder of a project that is not built, or not into it.</summary>
    /// <param name="Path">The folder.</param>
    /// <param name="File">The project's file.</param>
    public sealed record Project(string Path, string File) : PluginPath(Path);

    /// <summary>What a path is, by what lies there.</summary>
    /// <param name="path">As the person wrote it.</param>
    public static PluginPath Of(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (File.Exists(full))
            return IsSource(full) ? new Source(full, [full]) : new Built(full);
        if (!Directory.Exists(full) || Directory.EnumerateFiles(full, "*.dll").Any())
            return new Built(full);
        var files = Directory.EnumerateFiles(full).Order(StringComparer.Ordinal).ToList();
        if (files.Find(IsProject) is { } project)
            return new Project(full, project);
        return files.Exists(IsSource) ? new Source(full, [.. files.Where(IsSource)]) : new Built(full);
    }

    private static bool IsSource(string file) => Ends(file, ".cs");

    private static bool IsProject(string file) => Ends(file, ".csproj") && System.IO.Path.GetFileName(file) != Editors;

    private static bool Ends(string file, string with) => file.EndsWith(with, StringComparison.OrdinalIgnoreCase);
}
