using System.Xml.Linq;

namespace Architecture.Tests.Projects;

/// <summary>A project of the product, as its project file describes it.</summary>
/// <param name="File">The project file, relative to the solution's folder.</param>
/// <param name="Text">The content of the project file.</param>
public sealed record Project(string File, XDocument Text)
{
    /// <summary>Every project below the folders of the product.</summary>
    public static IReadOnlyList<Project> Product { get; } =
    [
        .. Repository
            .Product.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(file => new Project(file, XDocument.Parse(Repository.Read(file)))),
    ];

    public string Name => Path.GetFileNameWithoutExtension(File);

    public string Folder => Path.GetDirectoryName(File)!.Replace('\\', '/');

    public string AssemblyName => Property("AssemblyName") ?? Name;

    public string RootNamespace => Property("RootNamespace") ?? Name;

    /// <summary>The C# files of the project.</summary>
    public IEnumerable<string> CSharpFiles =>
        Repository.Files(Folder).Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>
    /// The folder of a file within the project, such as <c>Runs/Journal</c>, or "" for the root.
    /// </summary>
    public string FolderOf(string file)
    {
        var folder = Path.GetRelativePath(Folder, Path.GetDirectoryName(file)!).Replace('\\', '/');
        return folder is "." ? "" : folder;
    }

    public override string ToString() => Name;

    private string? Property(string name) => Text.Descendants(name).FirstOrDefault()?.Value;
}
