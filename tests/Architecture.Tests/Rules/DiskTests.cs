using Architecture.Tests.Projects;
using Architecture.Tests.Semantics;
using Architecture.Tests.Syntax;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>
/// A run's files are written and read by the one <c>IFiles</c> that its folder has: what goes past
/// it would be out of the reach of the tests that let each operation fail.
/// </summary>
public sealed class DiskTests
{
    private const string Disk = "host/RoCL.Runs/Files/DiskFiles.cs";
    private const string Composition = "host/RoCL.Host/Composition.cs";

    // The files of a person, data that comes over the network, what a supervisor and its worker map
    // into their memory, what the kernel counts, and the program's own libraries.
    private static readonly string[] NotOfRuns =
    [
        "host/RoCL.Runs/Machine/PeakMemory.cs",
        "host/RoCL.Runs/Natives/",
        "host/RoCL.Runs/Recipes/",
        "host/RoCL.Runs/Supervision/",
        "host/RoCL.Suites/Fetching/",
    ];

    [TestCase("RoCL.Runs")]
    [TestCase("RoCL.Reports")]
    [TestCase("RoCL.Suites")]
    public void A_runs_files_are_worked_on_by_its_disk_alone(string project) =>
        Held.None(DiskUses.In(Of(project)).Where(finding => finding.File != Disk && !IsOutsideRuns(finding.File)));

    [Test]
    public void The_machines_disk_is_chosen_in_one_place() =>
        Held.None(
            Project
                .Product.Where(project => project.Folder.StartsWith("host/", StringComparison.Ordinal))
                .SelectMany(project => Created(Compiled.Of(project)))
                .Where(finding => finding.File != Composition)
        );

    [TestCase("void X() => System.IO.File.WriteAllText(\"x\", \"\");", ExpectedResult = 1)]
    [TestCase("void X() => System.IO.Directory.Move(\"x\", \"y\");", ExpectedResult = 1)]
    [TestCase("object X() => System.IO.File.ReadAllText(\"x\");", ExpectedResult = 1)]
    [TestCase("object X() => new System.IO.FileStream(\"x\", System.IO.FileMode.Open);", ExpectedResult = 1)]
    [TestCase("object X() => new System.IO.StreamWriter(\"x\");", ExpectedResult = 1)]
    [TestCase("System.Action<string> X = System.IO.File.Delete;", ExpectedResult = 1)]
    [TestCase("class B { System.IO.FileStream Y; } void X(B b) { var y = b.Y; }", ExpectedResult = 2)]
    [TestCase("bool X() => System.IO.File.Exists(\"x\") || System.IO.Directory.Exists(\"x\");", ExpectedResult = 0)]
    [TestCase("class File { public static void Delete() { } } void X() => File.Delete();", ExpectedResult = 0)]
    [TestCase("string X() => System.IO.Path.GetFullPath(\"x\");", ExpectedResult = 0)]
    public int What_works_on_files_is_found(string member) =>
        DiskUses.In(Compiled.Of("Control", [Sources.Parse($"class A {{ {member} }}", "A.cs")])).Count();

    [TestCase("object x = new DiskFiles();", ExpectedResult = 1)]
    [TestCase("DiskFiles x = new();", ExpectedResult = 1)]
    [TestCase("void X(DiskFiles x) { }", ExpectedResult = 0)]
    public int A_disk_that_is_chosen_elsewhere_is_found(string member)
    {
        var text = $"class DiskFiles; class A {{ {member} }}";
        return Created(Compiled.Of("Control", [Sources.Parse(text, "A.cs")])).Count();
    }

    [Test]
    public void The_machines_disk_does_work_on_files() =>
        Assert.That(DiskUses.In(Of("RoCL.Runs")).Count(finding => finding.File == Disk), Is.GreaterThan(5));

    private static IEnumerable<Finding> Created(Compiled project) =>
        project
            .Nodes.OfType<BaseObjectCreationExpressionSyntax>()
            .Where(creation => project.MayMean(creation, text => text == "DiskFiles"))
            .Where(creation => project.Symbol(creation)?.ContainingType.Name == "DiskFiles")
            .Select(creation => creation.Breaks("disk", "Ask for an IFiles, and let the composition choose it."));

    private static bool IsOutsideRuns(string file) =>
        Array.Exists(NotOfRuns, folder => file.StartsWith(folder, StringComparison.Ordinal));

    private static Compiled Of(string project) => Compiled.Of(Project.Product.Single(each => each.Name == project));
}
