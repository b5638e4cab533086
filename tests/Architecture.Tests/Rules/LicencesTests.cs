using System.Text.Json;

namespace Architecture.Tests.Rules;

/// <summary>
/// One page names the licence of every package that the program and its plugins are shipped with.
/// </summary>
public sealed class LicencesTests
{
    private static readonly string Program = Path.Combine(
        Repository.Folder,
        "host/RoCL.Host/bin",
        Repository.Metadata("Configuration"),
        "net10.0"
    );

    [Test]
    public void Every_package_that_is_shipped_is_on_the_page()
    {
        string[] parts = [Path.Combine(Program, "rocl.deps.json"), .. PartsOfPlugins()];
        var packages = parts.SelectMany(part => PackagesOf(File.ReadAllText(part))).Distinct().ToList();
        Assert.That(packages, Does.Contain("TorchSharp").And.Contain("System.IO.Hashing"));
        Assert.That(Missing(packages, Repository.Read("docs/licences.md")), Is.Empty);
    }

    [Test]
    public void One_that_is_not_on_the_page_is_found() =>
        Assert.That(
            Missing(["Polly.Core", "Polly"], "| package | licence |\n| --- | --- |\n| Polly.Core | BSD |\n"),
            Is.EqualTo(new[] { "Polly" })
        );

    private static string[] PartsOfPlugins() =>
        Directory.GetFiles(Path.Combine(Program, "plugins"), "*.deps.json", SearchOption.AllDirectories);

    private static IEnumerable<string> PackagesOf(string parts)
    {
        using var file = JsonDocument.Parse(parts);
        var libraries = file.RootElement.GetProperty("libraries").EnumerateObject();
        return
        [
            .. libraries
                .Where(library => library.Value.GetProperty("type").GetString() == "package")
                .Select(library => library.Name.Split('/')[0]),
        ];
    }

    private static IEnumerable<string> Missing(IEnumerable<string> packages, string page)
    {
        var named = page.Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return packages.Where(package => !named.Contains(package)).Order(StringComparer.Ordinal);
    }
}
