using System.Text.Json;
using System.Text.RegularExpressions;
using Architecture.Tests.Syntax;
using Microsoft.CodeAnalysis;
using RoCL.Reports.Errors;

namespace Architecture.Tests.Rules;

/// <summary>
/// The catalogue of error codes in <c>host/errors</c>: what the product raises, what tests provoke
/// and what the page says are the same codes.
/// </summary>
public sealed partial class ErrorCodesTests
{
    // What they meant is in old logs: a code never gets another meaning.
    private static readonly string[] Retired = ["ROCL0351", "ROCL0445", "ROCL0446", "ROCL0447", "ROCL0533"];

    // They name codes that nothing has to provoke.
    private static readonly string[] OwnTests = ["tests/Architecture.Tests/", "tests/Host.Tests/Errors/"];

    // Options of dotnet, squeue and srun.
    private static readonly string[] OfOtherPrograms = ["--force", "--me", "--mpi"];

    private static readonly ErrorCatalogue Catalogue = ErrorCatalogue.Read();

    private static readonly Lazy<HashSet<string>> Raised = new(() =>
        CodesOf(Repository.Product.Concat(Repository.Files("plugin-templates")), ErrorCodes.In)
    );

    private static IEnumerable<string> Declared => Catalogue.Errors.Select(error => error.Code);

    [Test]
    public void Each_code_that_the_product_raises_is_in_the_catalogue() =>
        Assert.That(Raised.Value.Except(Declared), Is.Empty);

    [Test]
    public void Each_code_of_the_catalogue_is_raised_by_the_product() =>
        Assert.That(Declared.Except(Raised.Value), Is.Empty);

    [Test]
    public void Each_code_is_provoked_by_a_test() => Assert.That(Declared.Except(Provoked()), Is.Empty);

    // As they are written: whoever reads the catalogue as a program has them sorted.
    [Test]
    public void No_code_is_declared_twice_and_all_are_in_order() =>
        Assert.That(
            Repository.Files("host/errors").SelectMany(file => CodesIn(Repository.Read(file))),
            Is.Ordered.And.Unique
        );

    [Test]
    public void Codes_that_are_twice_or_out_of_order_are_found()
    {
        Assert.That(CodesIn(File(Error("ROCL0102") + "," + Error("ROCL0101"))), Is.Not.Ordered.And.Unique);
        Assert.That(CodesIn(File(Error("ROCL0101") + "," + Error("ROCL0101"))), Is.Ordered.And.Not.Unique);
    }

    [Test]
    public void Each_file_holds_the_codes_of_its_own_hundred() =>
        Assert.That(
            Repository.Files("host/errors").SelectMany(file => OfAnotherHundred(file, Repository.Read(file))),
            Is.Empty
        );

    [Test]
    public void No_retired_code_is_used_again() =>
        Assert.That(Retired.Intersect(Declared.Concat(Raised.Value)), Is.Empty);

    [Test]
    public void No_page_names_a_code_that_does_not_exist() =>
        Assert.That(
            Repository
                .Files()
                .Where(file => file.EndsWith(".md", StringComparison.Ordinal) && file is not "CHANGELOG.md")
                .SelectMany(file =>
                    ErrorCodes.InText(Repository.Read(file)).Except(Declared).Select(code => (file, code))
                ),
            Is.Empty
        );

    [Test]
    public void The_page_is_what_the_catalogue_gives() =>
        Assert.That(
            Repository.Read("docs/errors.md").ReplaceLineEndings("\n"),
            Is.EqualTo(ErrorPage.Of(Catalogue)),
            "write it anew: rocl explain --markdown > docs/errors.md"
        );

    [TestCaseSource(nameof(Errors))]
    public void Sentence_cause_and_remedy_are_sentences(ErrorEntry error)
    {
        foreach (var text in new[] { error.Sentence, error.Cause, error.Remedy })
            Assert.That(text, Does.Match(@"^([`\[-]|\p{Lu}|libtorch ).*\.$").And.Not.Contain("  "));
    }

    [TestCaseSource(nameof(Errors))]
    public void The_options_and_commands_that_it_names_are_there(ErrorEntry error) =>
        Assert.That(UnknownWords($"{error.Sentence} {error.Cause} {error.Remedy}"), Is.Empty);

    [TestCase("Give --plugin, or `rocl run --fetch`; `dotnet restore --force` is of others.", ExpectedResult = "")]
    [TestCase("Give --plug, or `rocl train`.", ExpectedResult = "--plug rocl train")]
    public string Options_and_commands_that_are_not_there_are_found(string text) =>
        string.Join(' ', UnknownWords(text));

    [TestCase("""new Problem("ROCL0101", file, "", "");""", ExpectedResult = "ROCL0101")]
    [TestCase("""Warn($"ROCL0263 {run}: {host}, not ROCL0264");""", ExpectedResult = "ROCL0263 ROCL0264")]
    [TestCase("const string Code = \"\"\"a ROCL0330 b\"\"\";", ExpectedResult = "ROCL0330")]
    [TestCase("const string Code = @\"ROCL0330\";", ExpectedResult = "ROCL0330")]
    [TestCase("/// <summary>ROCL0101</summary>\nvoid F() { } // \"ROCL0102\"", ExpectedResult = "")]
    [TestCase("""var ROCL0101 = "ROCL01010 XROCL0101 ROCL012";""", ExpectedResult = "")]
    public string Codes_in_strings_are_found_and_no_others(string text) =>
        string.Join(' ', ErrorCodes.In(Sources.Parse(text, "host/Control.cs")));

    [TestCase("""var died = new Problem("ROCL0370", "a", "b.", "c.");""", ExpectedResult = "")]
    [TestCase("""Problem died = new("ROCL0370", "a", "b.", "c.");""", ExpectedResult = "")]
    [TestCase("""var row = new Fault("null", "ROCL0346", "a", "b");""", ExpectedResult = "ROCL0346")]
    [TestCase("""var row = new TestCaseData("ROCL0346", 3);""", ExpectedResult = "ROCL0346")]
    [TestCase("""Is.EqualTo(("ROCL0346", "a", "b", "c"))""", ExpectedResult = "ROCL0346")]
    public string A_problem_that_a_test_makes_itself_provokes_nothing(string text) =>
        string.Join(' ', ErrorCodes.ExpectedIn(Sources.Parse(text, "tests/Control.cs")));

    [TestCase("host/errors/01-recipes.json", "ROCL0199", ExpectedResult = "")]
    [TestCase("host/errors/01-recipes.json", "ROCL0201", ExpectedResult = "ROCL0201")]
    public string A_code_in_another_file_is_found(string file, string code) =>
        string.Join(' ', OfAnotherHundred(file, File(Error(code))));

    private static IEnumerable<TestCaseData> Errors() =>
        Catalogue.Errors.Select(error => new TestCaseData(error).SetArgDisplayNames(error.Code));

    // Against the page that the program writes of its own commands.
    private static IEnumerable<string> UnknownWords(string text)
    {
        var page = Repository.Read("docs/commands.md");
        var options = Option()
            .Matches(text)
            .Select(match => match.Value)
            .Where(name => !page.Contains($"`{name}`") && !page.Contains($"`{name} "));
        var commands = Command()
            .Matches(text)
            .Select(match => match.Value)
            .Where(name => !page.ReplaceLineEndings("\n").Contains($"## {name}\n"));
        return options.Except(OfOtherPrograms).Concat(commands);
    }

    private static IEnumerable<string> CodesIn(string text)
    {
        using var file = JsonDocument.Parse(text);
        return [.. file.RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name)];
    }

    private static IEnumerable<string> OfAnotherHundred(string file, string text)
    {
        var beginning = $"ROCL{Path.GetFileName(file)[..2]}";
        return ErrorFamily
            .Read(text)
            .Errors.Select(error => error.Code)
            .Where(code => !code.StartsWith(beginning, StringComparison.Ordinal));
    }

    private static HashSet<string> Provoked() =>
        CodesOf(
            Repository
                .Files("tests")
                .Where(file => !OwnTests.Any(own => file.StartsWith(own, StringComparison.Ordinal))),
            ErrorCodes.ExpectedIn
        );

    private static HashSet<string> CodesOf(IEnumerable<string> files, Func<SyntaxTree, IEnumerable<string>> codes) =>
        [
            .. files
                .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
                .SelectMany(file => codes(Sources.Tree(file))),
        ];

    private static string Error(string code) =>
        $$"""
            "{{code}}": { "sentence": "A.", "cause": "B.", "remedy": "C." }
            """;

    private static string File(string error) =>
        $$"""
            { "title": "A", "errors": { {{error}} } }
            """;

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"(?<=`)rocl [a-z]+")]
    private static partial Regex Command();
}
