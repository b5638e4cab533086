using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using RoCL.Reports.RunPages;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Results;
using Shared.Folders;

namespace Suites.Tests.Reports;

/// <summary>A run as a page, from the files of its folder.</summary>
public sealed class WritingReports
{
    private const string Attack = "PGD-20 linf 8/255";

    private TemporaryFolder _folder = null!;
    private RunFolder _run = null!;

    [SetUp]
    public void OpenAFolder()
    {
        _folder = new();
        _run = new(new DiskFiles(), _folder.Path);
    }

    [TearDown]
    public void Leave() => _folder.Dispose();

    private static ConditionSummary Condition(string name, double accuracy, string? threat = "linf 8/255") =>
        new(
            name,
            threat,
            accuracy,
            [accuracy - 0.05, accuracy + 0.05],
            4,
            1,
            new Dictionary<string, double> { ["cat & <dog>"] = accuracy, ["ship"] = accuracy }
        );

    private static EvaluationSummary Evaluation(params ConditionSummary[] more) =>
        new(
            "linear",
            "linear evaluation; 4 test images",
            3,
            60,
            [Condition("clean", 0.75, null), Condition(Attack, 0.5), .. more],
            [new("", "PGD-20", "linf 8/255", 50, [new("ROCL0521", "zero gradients", true, 0.3, "30 % are zero")])]
        )
        {
            Outcomes =
            [
                new(
                    ["cat & <dog>", "ship"],
                    "0011",
                    new Dictionary<string, string> { ["clean"] = "0001", [Attack] = "0101" },
                    new Dictionary<string, string>()
                ),
            ],
        };

    private static Summary Summary(EvaluationSummary evaluation) =>
        new(
            "toy",
            "A run about <b>cats</b> & dogs",
            1,
            "cpu",
            100,
            2,
            new(5, 400, 80),
            0.5,
            "0123456789ab",
            [evaluation]
        );

    private void Finish(EvaluationSummary evaluation, int steps = 100)
    {
        File.WriteAllText(_run.Recipe, "{}");
        var lines = Enumerable.Range(0, steps).Select(step => JsonSerializer.Serialize(Line(step), Json.Line));
        File.WriteAllLines(_run.Metrics, lines);
        SummaryFile.Write(_run, Summary(evaluation));
    }

    private static Metric Line(int step) =>
        new(step, 0, 5.0 / (step + 1), new Dictionary<string, double> { ["loss"] = 1 }, 0.1, 1, null);

    // The page is written so that a reader of XML understands it, too.
    private static XDocument Read(string page) => XDocument.Parse(page.Replace("<!doctype html>", ""));

    private XDocument Page() => Read(RunReport.Of(_run));

    private string TextOf(string section) =>
        Page().Descendants("section").Single(each => (string?)each.Attribute("id") == section).Value;

    [Test]
    public void It_is_one_file_without_script_and_without_an_address()
    {
        Finish(Evaluation());
        var page = Page();
        Assert.That(page.Descendants("script"), Is.Empty);
        var addresses = page.Descendants().Attributes().Where(each => each.Name.LocalName is "src" or "href");
        Assert.That(addresses.Select(each => each.Value), Is.All.Matches("^(#|data:)"));
        Assert.That(
            page.ToString(),
            Does.Not.Contain("http://").And.Not.Contain("https://").And.Not.Contain("url(http")
        );
    }

    [Test]
    public void Names_that_look_like_tags_are_text()
    {
        Finish(Evaluation());
        var page = Page();
        Assert.That(page.Descendants("header").Single().Value, Does.Contain("A run about <b>cats</b> & dogs"));
        Assert.That(page.Descendants("th").Select(each => each.Value), Does.Contain("cat & <dog>"));
        Assert.That(page.Descendants("dog"), Is.Empty);
    }

    [Test]
    public void Each_plot_and_each_picture_is_there_in_words_too()
    {
        Finish(Evaluation());
        var picture = new ExamplePicture("image", null, "AAAA");
        ExamplesFile.Write(_run, new("linear", Attack, "linf 8/255", 15, [new(3, "ship", "ship", "cat", [picture])]));
        var page = Page();
        Assert.That(page.Descendants("svg").ToList(), Has.Count.EqualTo(3));
        Assert.That(page.Descendants("svg").Select(each => (string?)each.Attribute("aria-label")), Is.All.Not.Empty);
        Assert.That(
            page.Descendants("img").Select(each => (string?)each.Attribute("alt")),
            Is.EqualTo(new[] { "image of test image 3, ship" })
        );
    }

    [Test]
    public void The_head_has_the_accuracies_their_intervals_and_the_number_of_images()
    {
        Finish(Evaluation());
        var head = Page().Descendants("header").Single().Value;
        Assert.That(head, Does.Contain("75.0%").And.Contain("70.0 to 80.0").And.Contain("n = 4 images"));
        Assert.That(head, Does.Contain("rocl run "));
    }

    [Test]
    public void A_sign_of_masked_gradients_stands_in_words_with_its_code()
    {
        Finish(Evaluation());
        Assert.That(TextOf("robustness"), Does.Contain("30 % are zero").And.Contain("ROCL0521").And.Contain("1 sign"));
        Assert.That(TextOf("robustness"), Does.Contain("--curves"), "what is missing, and how to get it");
    }

    [TestCase(0.4, 0.1, "at 4 times the radius.", TestName = "Curves_that_fall_say_so")]
    [TestCase(0.4, 0.35, "More than half of it is left", TestName = "Curves_that_do_not_fall_say_so")]
    [TestCase(0.1, 0.4, "It rises on the way", TestName = "Curves_that_rise_say_so")]
    public void What_the_curves_say(double atRadius, double atLargest, string sentence)
    {
        Finish(
            Evaluation(
                Condition("curve clean", 0.75, null),
                Condition("curve budget 1 PGD-20 linf 8/255", atRadius),
                Condition("curve budget 4 PGD-20 linf 32/255", atLargest),
                Condition("curve steps 1 PGD-1 linf 8/255", 0.3),
                Condition("curve steps 20 PGD-20 linf 8/255", 0.5),
                Condition("curve steps 100 PGD-100 linf 8/255", 0.5)
            )
        );
        Assert.That(TextOf("robustness"), Does.Contain(sentence).And.Contain("one step finds more than many"));
        Assert.That(Page().Descendants("svg").ToList(), Has.Count.EqualTo(5));
        Assert.That(TextOf("results"), Does.Not.Contain("curve"), "points are drawn, and are in no table");
    }

    [Test]
    public void A_confusion_counts_what_images_were_taken_for()
    {
        Finish(Evaluation());
        var matrices = Page().Descendants("table").Where(each => (string?)each.Attribute("class") == "matrix").ToList();
        var cells = matrices.Select(each => each.Descendants("td").Skip(1).Select(cell => cell.Value));
        Assert.That(cells, Is.EqualTo(new[] { new[] { "100", "0", "50", "50" }, ["50", "50", "50", "50"] }));
    }

    [Test]
    public void A_long_training_is_a_small_page()
    {
        Finish(Evaluation(), steps: 20_000);
        Assert.That(RunReport.Of(_run), Has.Length.LessThan(200_000));
        Assert.That(TextOf("training"), Does.Contain("Each point is the mean of 84 steps."));
    }

    [Test]
    public void A_run_that_has_not_finished_has_a_page_too()
    {
        File.WriteAllText(_run.Recipe, "{}");
        Assert.That(Page().Descendants("header").Single().Value, Does.Contain("A run that has not finished"));
    }

    [Test]
    public void What_differs_from_the_parent_is_listed_and_marked()
    {
        Finish(Evaluation());
        var parent = new JsonObject
        {
            ["seed"] = 1,
            ["train"] = new JsonObject { ["epochs"] = 200 },
        };
        var recipe = new JsonObject
        {
            ["seed"] = 1,
            ["train"] = new JsonObject { ["epochs"] = 4 },
        };
        var origin = new JsonObject
        {
            ["command"] = "rocl run toy --set train.epochs=4",
            ["parent"] = "toy",
            ["parentRecipe"] = parent,
        };
        var entry = new JsonObject
        {
            ["begun"] = "2026-11-29T10:00:00Z",
            ["recipe"] = recipe,
            ["origin"] = origin,
        };
        File.WriteAllText(_run.Environment, new JsonArray(entry).ToJsonString());
        var page = Page();
        Assert.That(page.Descendants("pre").First().Value, Is.EqualTo("rocl run toy --set train.epochs=4"));
        Assert.That(page.Descendants("mark").Select(each => each.Value.Trim()), Is.EqualTo(new[] { "\"epochs\": 4" }));
        Assert.That(TextOf("recipe"), Does.Contain("train.epochs4200"));
    }
}
