using System.Text.Json.Nodes;
using RoCL.Core.Fingerprints;
using RoCL.Reports.Results;
using RoCL.Runs.Results;

namespace Suites.Tests.Reports;

/// <summary>A row whose evaluation has other settings than the one above it says which.</summary>
public sealed class MarkingSettings
{
    private const string Usual = """
        "use": "linear", "epochs": 2, "rate": 0.1, "attack": { "use": "pgd", "iterations": 3 }, "threats": []
        """;

    private static Summary Run(string settings, long seed = 1, long partSeed = 1, string protocol = "p")
    {
        var images = new ImagesFingerprint(500, "00");
        var by = new MeasuredBy(JsonNode.Parse($"{{ {settings} }}")!, "test", 40, 60, seed, partSeed, "float32", [])
        {
            Data = new DataFingerprint(images, images),
        };
        var clean = new ConditionSummary("clean", null, 0.5, [0.25, 0.75], 40, 0, new Dictionary<string, double>());
        var evaluation = new EvaluationSummary("linear", protocol, 4, 60, [clean], []) { By = by };
        return new("r", "", seed, "cpu", 30, 1, new(100, 1000, 50), 0.5, "", [evaluation]) { PlannedSteps = 30 };
    }

    [Test]
    public void A_classifier_that_was_trained_on_more_images_is_marked()
    {
        var few = Run(Usual);
        var evaluation = few.Evaluations[0];
        var many = few with { Evaluations = [evaluation with { By = evaluation.By! with { TrainingImages = 80 } }] };
        Assert.That(Notes(few, many).Single(), Does.EndWith("other settings than r0: training images 60 -> 80"));
    }

    private static IEnumerable<string> Notes(params Summary[] runs) =>
        ResultSet.Of(runs.Select((run, i) => ($"r{i}", run))).Notes;

    [TestCase("\"epochs\": 2, \"rate\": 0.01", "rate none -> 0.01")]
    [TestCase("\"by\": { \"use\": \"fine-tuning\", \"epochs\": 3 }", "epochs 2 -> none; by none -> fine-tuning")]
    public void The_differences_stand_beside_the_row(string settings, string difference)
    {
        var first = Run("\"use\": \"linear\", \"epochs\": 2");
        var note = Notes(first, Run($"\"use\": \"linear\", {settings}")).Single();
        Assert.That(note, Does.StartWith($"* r1: measured by other settings than r0: {difference}"));
    }

    [Test]
    public void What_titles_of_columns_say_is_not_said_again() =>
        Assert.That(
            Notes(Run(Usual), Run(Usual.Replace("\"iterations\": 3", "\"iterations\": 9", StringComparison.Ordinal))),
            Is.Empty
        );

    [Test]
    public void The_network_that_an_attack_is_transferred_from_is_in_no_title_and_each_seed_has_its_own()
    {
        Assert.That(
            Notes(From("a"), From("b")).Single(),
            Does.EndWith("than r0: attack.from \"runs/a\" -> \"runs/b\"")
        );
        Assert.That(Notes(From("a"), From("b", seed: 2)), Is.Empty);

        static Summary From(string run, long seed = 1) =>
            Run($$"""  "use": "linear", "attack": { "use": "transfer", "from": "runs/{{run}}" } """, seed);
    }

    [TestCase("pgd", "transfer")]
    [TestCase("transfer", "pgd")]
    public void A_network_that_one_attack_alone_is_transferred_from_is_no_other_setting(string first, string second)
    {
        Assert.That(Notes(By(first), By(second)), Is.Empty);

        static Summary By(string attack) =>
            Run(
                attack == "pgd"
                    ? Usual
                    : Usual.Replace(
                        """{ "use": "pgd", "iterations": 3 }""",
                        """{ "use": "transfer", "from": "runs/a", "by": { "use": "pgd" } }""",
                        StringComparison.Ordinal
                    )
            );
    }

    [Test]
    public void An_attack_in_training_is_in_no_title()
    {
        Assert.That(Notes(Of(3), Of(9)).Single(), Does.EndWith("attack.iterations 3 -> 9"));

        static Summary Of(int iterations) =>
            Run($$""" "use": "linear", "attack": { "iterations": {{iterations}} }, "threat": { "linf": 1 } """);
    }

    [Test]
    public void Measurements_that_both_have_are_compared_and_another_component_is_named_alone()
    {
        var few = Run(Smoothed("""{ "use": "simclr", "hue": 0.1 }""", 2));
        var many = Run(Smoothed("""{ "use": "flip", "probability": 0.5 }""", 10));
        Assert.That(
            Notes(few, many).Single(),
            Does.EndWith("smoothed.samples 2 -> 10; smoothed.transform.0 \"simclr\" -> \"flip\"")
        );
        Assert.That(Notes(few, Run("\"use\": \"linear\"")), Is.Empty, "a measurement more makes columns more");

        static string Smoothed(string transform, int samples) =>
            $$"""
                "use": "linear",
                "measurements": [{ "use": "smoothed", "samples": {{samples}}, "transform": [{{transform}}] }]
                """;
    }

    [Test]
    public void A_later_evaluation_by_another_seed_says_so() =>
        Assert.That(
            Notes(Run(Usual), Run(Usual, seed: 9) with { IsLater = true, TrainedSeed = 1 }),
            Does.Contain("* r1: measured by other settings than r0: seed 1 -> 9")
        );

    [Test]
    public void Images_that_another_seed_has_chosen_are_marked() =>
        Assert.That(
            Notes(Run(Usual), Run(Usual, partSeed: 5)).Single(),
            Is.EqualTo("* r1: measured on other images of the part than r0: images.seed 1 -> 5")
        );

    [Test]
    public void Several_protocols_say_of_which_rows_they_are()
    {
        var other = Run(Usual, protocol: "q");
        Assert.That(ResultSet.Of([("a", Run(Usual)), ("b", Run(Usual))]).Protocols, Is.EqualTo(new[] { "p" }));
        Assert.That(
            ResultSet.Of([("a", Run(Usual)), ("b", other), ("c", Run(Usual))]).Protocols,
            Is.EqualTo(new[] { "a; c: p", "b: q" })
        );
    }
}
