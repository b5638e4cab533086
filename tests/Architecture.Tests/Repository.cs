using System.Reflection;

namespace Architecture.Tests;

/// <summary>The folder of the solution, and the files that people wrote in it.</summary>
internal static class Repository
{
    // What a build, a run or an editor leaves behind, as in .gitignore.
    private static readonly HashSet<string> NotWritten = ["bin", "obj", "runs", "TestResults"];

    /// <summary>The folder of the solution, an absolute path.</summary>
    public static string Folder { get; } = Path.GetFullPath(Metadata("Repository"));

    /// <summary>Every file of what is shipped: contracts, host and plugins.</summary>
    public static IEnumerable<string> Product => new[] { "contracts", "host", "plugins" }.SelectMany(Files);

    /// <summary>
    /// The path of every file below a folder that people wrote, relative to the solution's folder,
    /// with '/' between its parts, in order.
    /// </summary>
    /// <param name="folder">Relative to the solution's folder; <c>""</c> is all of it.</param>
    public static IEnumerable<string> Files(string folder = "") =>
        FilesBelow(new DirectoryInfo(Path.Combine(Folder, folder)))
            .Select(file => Path.GetRelativePath(Folder, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>The text of a file of <see cref="Files" />.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>A value that the project file hands to the assembly of these tests.</summary>
    public static string Metadata(string key) =>
        typeof(Repository)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;

    private static IEnumerable<FileInfo> FilesBelow(DirectoryInfo folder) =>
        folder
            .EnumerateDirectories()
            .Where(child =>
                !NotWritten.Contains(child.Name) && child.Name is not (".git" or ".vs" or ".idea" or ".vscode")
            )
            .SelectMany(FilesBelow)
            .Concat(folder.EnumerateFiles().Where(file => file.Name is not ".git"));
}
