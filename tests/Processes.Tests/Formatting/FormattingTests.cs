using System.Text.Json;
using Shared.Plugins;

namespace Processes.Tests.Formatting;

/// <summary>The one formatter of the repository, over all of it.</summary>
public sealed class FormattingTests
{
    private static readonly string Repository = Places.InRepository();

    [Test]
    public void Every_file_is_as_the_formatter_writes_it() =>
        Assert.That(Formatter.Check(Repository, Formatter.Memory), Is.Empty);

    [Test]
    public void The_formatter_of_the_tests_is_that_of_the_tool_manifest()
    {
        using var manifest = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository, ".config", "dotnet-tools.json"))
        );
        var tool = manifest.RootElement.GetProperty("tools").GetProperty("csharpier");
        Assert.That(tool.GetProperty("version").GetString(), Is.EqualTo(Formatter.Version));
    }

    [Test]
    public void A_file_that_is_not_so_is_found_and_one_that_was_so_is_found_when_it_is_not_any_more()
    {
        const string sound = "class A\n{\n    int x = 1;\n}\n";
        const string broken = "class A\n{\n    int x  = 1;\n}\n";
        var folder = Directory.CreateTempSubdirectory();
        var memory = Directory.CreateTempSubdirectory();
        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
        IEnumerable<(string, int)> Found() =>
            Formatter.Check(folder.FullName, memory.FullName).Select(finding => (finding.File, finding.Line));
        try
        {
            Write("Kept.cs", sound);
            Write("Broken.cs", broken);
            Write("NoCSharp.cs", "class A\n{\n    int x = ;\n}\n");
            Assert.That(Found(), Is.EquivalentTo(new[] { ("Broken.cs", 3), ("NoCSharp.cs", 1) }));
            Assert.That(memory.EnumerateFileSystemInfos(), Is.Not.Empty);

            Write("Kept.cs", broken);
            Assert.That(Found(), Is.EquivalentTo(new[] { ("Broken.cs", 3), ("Kept.cs", 3), ("NoCSharp.cs", 1) }));
        }
        finally
        {
            folder.Delete(recursive: true);
            memory.Delete(recursive: true);
        }
    }
}
