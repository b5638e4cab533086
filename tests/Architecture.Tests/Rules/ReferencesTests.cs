using System.Xml.Linq;
using Architecture.Tests.Projects;
using Architecture.Tests.Semantics;

namespace Architecture.Tests.Rules;

/// <summary>
/// Which project of the product refers to which: one table, and both the project files and what was
/// compiled are equal to it. It points one way, so nothing of it is a circle.
/// </summary>
public sealed class ReferencesTests
{
    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["RoCL.Contracts"] = [],
        ["RoCL.Contracts.Testing"] = ["RoCL.Contracts"],
        ["RoCL.Core"] = ["RoCL.Contracts"],
        ["RoCL.Attacks"] = ["RoCL.Contracts", "RoCL.Core"],
        ["RoCL.Library"] = ["RoCL.Contracts", "RoCL.Core", "RoCL.Plugins"],
        ["RoCL.Plugins"] = ["RoCL.Contracts", "RoCL.Contracts.Testing", "RoCL.Core"],
        ["RoCL.Runs"] = ["RoCL.Contracts", "RoCL.Core", "RoCL.Plugins"],
        ["RoCL.Reports"] = ["RoCL.Contracts", "RoCL.Core", "RoCL.Plugins", "RoCL.Runs"],
        ["RoCL.Suites"] = ["RoCL.Contracts", "RoCL.Core", "RoCL.Plugins", "RoCL.Runs", "RoCL.Reports"],
        ["RoCL.Host"] =
        [
            "RoCL.Contracts",
            "RoCL.Contracts.Testing",
            "RoCL.Core",
            "RoCL.Plugins",
            "RoCL.Runs",
            "RoCL.Reports",
            "RoCL.Suites",
        ],
    };

    private static readonly string[] OfPlugins = ["RoCL.Contracts"];

    // A project file need not repeat what comes with another reference of it.
    [TestCaseSource(typeof(Project), nameof(Project.Product))]
    public void A_project_file_refers_to_what_the_table_says(Project project)
    {
        var named = ProjectReferences.OfFile(project).ToList();
        Assert.That(named, Is.SubsetOf(Allowed(project)));
        Assert.That(WithTheirs(named), Is.EquivalentTo(WithTheirs(Allowed(project))));
    }

    [TestCaseSource(typeof(Project), nameof(Project.Product))]
    public void An_assembly_refers_to_what_the_table_says(Project project)
    {
        using var assembly = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{project.AssemblyName}.dll"));
        Assert.That(Ours(ProjectReferences.OfAssembly(assembly)), Is.EquivalentTo(Allowed(project)));
    }

    [Test]
    public void The_table_names_the_projects_that_there_are() =>
        Assert.That(
            Project.Product.Where(project => !IsPlugin(project)).Select(project => project.Name),
            Is.EquivalentTo(Table.Keys)
        );

    [Test]
    public void The_contracts_and_the_core_lean_on_TorchSharp_alone([Values("RoCL.Contracts", "RoCL.Core")] string name)
    {
        using var assembly = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));
        Assert.That(
            ProjectReferences
                .OfAssembly(assembly)
                .Where(reference => !reference.StartsWith("System.", StringComparison.Ordinal)),
            Is.EquivalentTo(Table[name].Append("TorchSharp"))
        );
    }

    [Test]
    public void A_reference_of_a_project_file_is_found_unless_it_is_only_built_before() =>
        Assert.That(
            ProjectReferences.OfText(
                XDocument.Parse(
                    """
                    <Project>
                      <PropertyGroup><EProject>../E/E.csproj</EProject></PropertyGroup>
                      <ItemGroup><ProjectReference Include="../A.B/A.B.csproj" /></ItemGroup>
                      <ItemGroup><ProjectReference Include="$(EProject)" /></ItemGroup>
                      <ItemGroup>
                        <ProjectReference Include="$(MSBuildThisFileDirectory)../C/C.csproj" Private="false" />
                        <ProjectReference Include="../D/D.csproj" ReferenceOutputAssembly="false" />
                      </ItemGroup>
                    </Project>
                    """
                )
            ),
            Is.EquivalentTo(new[] { "A.B", "C", "E" })
        );

    [TestCase("class A { System.Type? T = typeof(RoCL.Contracts.IAttack); }", ExpectedResult = "RoCL.Contracts")]
    [TestCase("class A { System.Type? T = typeof(A); }", ExpectedResult = "")]
    public string A_reference_of_an_assembly_is_found(string text)
    {
        using var assembly = Compiled.Of("Control", [Sources.Parse(text, "Control.cs")]).Emit();
        return string.Join(' ', Ours(ProjectReferences.OfAssembly(assembly)));
    }

    private static IEnumerable<string> WithTheirs(IEnumerable<string> names) =>
        names.SelectMany(name => WithTheirs(Table.GetValueOrDefault(name, [])).Prepend(name)).Distinct();

    private static string[] Allowed(Project project) =>
        IsPlugin(project) ? OfPlugins : Table.GetValueOrDefault(project.Name, []);

    private static bool IsPlugin(Project project) => project.Folder.StartsWith("plugins/", StringComparison.Ordinal);

    private static IEnumerable<string> Ours(IEnumerable<string> assemblies) =>
        Project.Product.Where(project => assemblies.Contains(project.AssemblyName)).Select(project => project.Name);
}
