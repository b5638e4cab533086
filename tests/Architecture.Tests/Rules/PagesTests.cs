using System.Text.RegularExpressions;

namespace Architecture.Tests.Rules;

/// <summary>A page that names a file or a folder names one that is there.</summary>
public sealed partial class PagesTests
{
    private static IEnumerable<string> Pages =>
        Repository.Files().Where(file => file.EndsWith(".md", StringComparison.Ordinal) && file != "CHANGELOG.md");

    [TestCaseSource(nameof(Pages))]
    public void The_files_and_folders_that_it_names_are_there(string page) =>
        Assert.That(Missing(Repository.Read(page)), Is.Empty);

    [Test]
    public void CONTRIBUTING_names_the_files_that_an_image_passes() =>
        Assert.That(Named(Repository.Read("CONTRIBUTING.md")).Count(), Is.GreaterThan(12));

    // The second file of a paragraph is named without the folders of the first.
    [Test]
    public void Each_file_of_code_that_CONTRIBUTING_names_in_short_is_there() =>
        Assert.That(MissingCode(Repository.Read("CONTRIBUTING.md")), Is.Empty);

    [Test]
    public void A_file_of_code_that_is_named_in_short_and_not_there_is_found() =>
        Assert.That(
            MissingCode(
                "`host/RoCL.Core/Recipes/Recipe.cs`, `Recipes/Recipe.cs`, `Recipe.cs`, `ecipe.cs`, `Plans/Recipe.cs`"
            ),
            Is.EqualTo(new[] { "ecipe.cs", "Plans/Recipe.cs" })
        );

    [Test]
    public void A_file_that_is_not_there_is_found() =>
        Assert.That(
            Missing("In `host/RoCL.Core/Recipes/Recipe.cs`, `docs`, `docs/nowhere.md` and `host/RoCL.Host/bin/rocl`."),
            Is.EqualTo(new[] { "docs/nowhere.md" })
        );

    private static IEnumerable<string> Missing(string text) =>
        Named(text)
            .Select(name => (Name: name, Path: Path.Combine(Repository.Folder, name)))
            .Where(named => !File.Exists(named.Path) && !Directory.Exists(named.Path))
            .Select(named => named.Name);

    // What a build leaves is not there before it, and MAJOR stands for a number.
    private static IEnumerable<string> Named(string text) =>
        Paths()
            .Matches(text)
            .Select(match => match.Groups[1].Value.TrimEnd('/'))
            .Where(name => !name.Contains("/bin/", StringComparison.Ordinal))
            .Where(name => !name.Contains("MAJOR", StringComparison.Ordinal));

    private static IEnumerable<string> MissingCode(string text) =>
        CodeFiles()
            .Matches(text)
            .Select(match => match.Groups[1].Value)
            .Where(name => !Repository.Product.Any(file => $"/{file}".EndsWith($"/{name}", StringComparison.Ordinal)));

    [GeneratedRegex(@"`([\w./-]+\.cs)`")]
    private static partial Regex CodeFiles();

    [GeneratedRegex(@"`((?:contracts|host|plugins|plugin-templates|tests|docs)/[\w./-]+)")]
    private static partial Regex Paths();
}
