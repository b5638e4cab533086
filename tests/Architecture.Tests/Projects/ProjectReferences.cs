using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Architecture.Tests.Projects;

/// <summary>Which projects a project refers to, by its project file and by its assembly.</summary>
internal static class ProjectReferences
{
    /// <summary>
    /// The projects that a project is compiled against: those of its project file, and those of the
    /// <c>Directory.Build.props</c> above it.
    /// </summary>
    public static IEnumerable<string> OfFile(Project project) =>
        PropsAbove(project.Folder)
            .Select(file => XDocument.Parse(Repository.Read(file)))
            .Append(project.Text)
            .SelectMany(OfText)
            .Distinct();

    /// <summary>
    /// The names of the projects that a project file compiles against; a path may be a property of
    /// the same file.
    /// </summary>
    public static IEnumerable<string> OfText(XDocument text) =>
        text.Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") is not "false")
            .Select(reference => PathIn(text, (string)reference.Attribute("Include")!))
            .Select(path => path.Split('/')[^1].Replace(".csproj", "", StringComparison.Ordinal));

    /// <summary>The names of the assemblies that an assembly refers to.</summary>
    public static IReadOnlyList<string> OfAssembly(Stream assembly)
    {
        using var file = new PEReader(assembly);
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata
                .AssemblyReferences.Select(metadata.GetAssemblyReference)
                .Select(reference => metadata.GetString(reference.Name)),
        ];
    }

    private static string PathIn(XDocument text, string include)
    {
        var property =
            include.StartsWith("$(", StringComparison.Ordinal) && include.EndsWith(')') ? include[2..^1] : "";
        return property is "" ? include : text.Descendants(property).Single().Value;
    }

    private static IEnumerable<string> PropsAbove(string folder) =>
        folder is ""
            ? []
            : PropsAbove(Path.GetDirectoryName(folder)!.Replace('\\', '/'))
                .Append($"{folder}/Directory.Build.props")
                .Where(file => File.Exists(Path.Combine(Repository.Folder, file)));
}
