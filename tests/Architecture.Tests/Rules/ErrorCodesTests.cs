using System.Text.Json;
using Architecture.Tests.Syntax;
using RoCL.Reports.Errors;

namespace Architecture.Tests.Rules;

/// <summary>
/// The catalogue of error codes in <c>host/errors</c>: what the product raises, what tests provoke
/// and what the page says are the same codes.
/// </summary>
public sealed class ErrorCodesTests
{
    // What they meant is in old logs: a code never gets another meaning.
    private static readonly string[] Retired = ["ROCL0351", "ROCL0445", "ROCL0446", "ROCL0447", "ROCL0533"];

    // They name codes that nothing has to provoke.
    private static readonly string[] OwnTests = ["tests/Architecture.Tests/", "tests/Host.Tests/Errors/"];

    private static readonly ErrorCatalogue Catalogue = ErrorCatalogue.Read();

    private static IEnumerable<string> Declared => Catalogue.Errors.Select(error => error.Code);

    [Test]
    public void Each_code_that_the_product_raises_is_in_the_catalogue() =>
        Assert.That(Raised().Except(Declared), Is.Empty);

    [Test]
    public void Each_code_of_the_catalogue_is_raised_by_the_product() =>
        Assert.That(Declared.Except(Raised()), Is.Empty);

    [Test]
    public void Each_code_is_provoked_by_a_test() => Assert.That(Declared.Except(Provoked()), Is.Empty);

    [Test]
    public void No_code_is_declared_twice_and_all_are_in_order() => Assert.That(Declared, Is.Ordered.And.Unique);

    [Test]
    public void Each_file_holds_the_codes_of_its_own_hundred() =>
        Assert.That(
            Repository.Files("host/errors").SelectMany(file => OfAnotherHundred(file, Repository.Read(file))),
            Is.Empty
        );

    [Test]
    public void No_retired_code_is_used_again() => Assert.That(Retired.Intersect(Declared.Concat(Raised())), Is.Empty);

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
            Assert.That(text, Does.Match(@"^([`\[-]|\p{Lu}|libtorch ).*\.$"));
    }

    [TestCase("""new Problem("ROCL0101", file, "", "");""", ExpectedResult = "ROCL0101")]
    [TestCase("""Warn($"ROCL0263 {run}: {host}, not ROCL0264");""", ExpectedResult = "ROCL0263 ROCL0264")]
    [TestCase("const string Code = \"\"\"a ROCL0330 b\"\"\";", ExpectedResult = "ROCL0330")]
    [TestCase("const string Code = @\"ROCL0330\";", ExpectedResult = "ROCL0330")]
    [TestCase("/// <summary>ROCL0101</summary>\nvoid F() { } // \"ROCL0102\"", ExpectedResult = "")]
    [TestCase("""var ROCL0101 = "ROCL01010 XROCL0101 ROCL012";""", ExpectedResult = "")]
    public string Codes_in_strings_are_found_and_no_others(string text) =>
        string.Join(' ', ErrorCodes.In(Sources.Parse(text, "host/Control.cs")));

    [TestCase("host/errors/01-recipes.json", "ROCL0199", ExpectedResult = "")]
    [TestCase("host/errors/01-recipes.json", "ROCL0201", ExpectedResult = "ROCL0201")]
    public string A_code_in_another_file_is_found(string file, string code) =>
        string.Join(' ', OfAnotherHundred(file, File(Error(code))));

    [TestCase("""{ "title": "A", "errors": { E, E } }""")]
    [TestCase("""{ "title": "A", "errors": { "ROCL0101": { "sentence": "A.", "cause": "B." } } }""")]
    [TestCase("""{ "title": "A", "errors": { "ROCL0101": { "sentence": "A.", "cause": null, "remedy": "C." } } }""")]
    [TestCase("""{ "title": "A", "errors": { }, "exit": 3 }""")]
    [TestCase("""{ "errors": { E } }""")]
    public void A_file_that_says_something_twice_too_little_or_too_much_is_refused(string text) =>
        Assert.Throws<JsonException>(() =>
            ErrorFamily.Read(text.Replace("E", Error("ROCL0101"), StringComparison.Ordinal))
        );

    [Test]
    public void A_long_text_may_be_a_list_of_lines() =>
        Assert.That(
            ErrorFamily
                .Read(
                    File(
                        """
                        "ROCL0101": { "sentence": "A.", "cause": ["B", "C."], "remedy": "D.", "isWarning": true }
                        """
                    )
                )
                .Errors.Single(),
            Is.EqualTo(new ErrorEntry("ROCL0101", "A.", "B C.", "D.", IsWarning: true))
        );

    private static IEnumerable<TestCaseData> Errors() =>
        Catalogue.Errors.Select(error => new TestCaseData(error).SetArgDisplayNames(error.Code));

    private static IEnumerable<string> OfAnotherHundred(string file, string text)
    {
        var beginning = $"ROCL{Path.GetFileName(file)[..2]}";
        return ErrorFamily
            .Read(text)
            .Errors.Select(error => error.Code)
            .Where(code => !code.StartsWith(beginning, StringComparison.Ordinal));
    }

    private static HashSet<string> Raised() => CodesOf(Repository.Product.Concat(Repository.Files("plugin-templates")));

    private static HashSet<string> Provoked() =>
        CodesOf(
            Repository
                .Files("tests")
                .Where(file => !OwnTests.Any(own => file.StartsWith(own, StringComparison.Ordinal)))
        );

    private static HashSet<string> CodesOf(IEnumerable<string> files) =>
        [
            .. files
                .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
                .SelectMany(file => ErrorCodes.In(Sources.Tree(file))),
        ];

    private static string Error(string code) =>
        $$"""
            "{{code}}": { "sentence": "A.", "cause": "B.", "remedy": "C." }
            """;

    private static string File(string error) =>
        $$"""
            { "title": "A", "errors": { {{error}} } }
            """;
}
