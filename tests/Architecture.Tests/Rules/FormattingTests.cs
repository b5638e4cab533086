using System.Text.Json;
using Architecture.Tests.Formatting;

namespace Architecture.Tests.Rules;

public sealed class FormattingTests
{
    [Test]
    public void Every_file_is_as_the_formatter_writes_it() =>
        Held.None(Formatter.Check(Repository.Folder, Sources.Under));

    [Test]
    public void The_formatter_of_the_tests_is_that_of_the_tool_manifest()
    {
        using var manifest = JsonDocument.Parse(Repository.Read(".config/dotnet-tools.json"));
        var tool = manifest.RootElement.GetProperty("tools").GetProperty("csharpier");
        Assert.That(tool.GetProperty("version").GetString(), Is.EqualTo(Formatter.Version));
    }

    [Test]
    public void A_file_that_is_not_so_is_found_and_one_that_is_so_is_not()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "Kept.cs"), "class A\n{\n    int x = 1;\n}\n");
            File.WriteAllText(Path.Combine(folder.FullName, "Broken.cs"), "class A\n{\n    int x  = 1;\n}\n");
            File.WriteAllText(Path.Combine(folder.FullName, "NoCSharp.cs"), "class A\n{\n    int x = ;\n}\n");

            var findings = Formatter.Check(folder.FullName, ["."]);
            Assert.That(
                findings.Select(finding => (finding.File, finding.Line)),
                Is.EquivalentTo(new[] { ("Broken.cs", 3), ("NoCSharp.cs", 1) })
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
