using System.Text.Json.Nodes;
using RoCL.Core.Fingerprints;
using RoCL.Reports.Results;
using RoCL.Reports.Tables;
using RoCL.Runs.Provenance;
using RoCL.Runs.Results;
using Shared.Consoles;

namespace Suites.Tests.Reports;

/// <summary>A figure that rests on something else than those beside it is marked.</summary>
public sealed class MarkingRows
{
    private static readonly Arithmetic Usual = new("cpu", 2, "AVX-512", "2.10.0");

    private static Summary Run(long steps = 30) =>
        new(
            "r",
            "",
            1,
            "cpu",
            steps,
            1,
            new(100, 1000, 50),
            0.5,
            "",
            [
                new EvaluationSummary(
                    "linear",
                    "p",
                    4,
                    60,
                    [new("clean", null, 0.5, [0.25, 0.75], 40, 0, new Dictionary<string, double>())],
                    []
                ),
            ]
        )
        {
            PlannedSteps = 30,
            Arithmetic = Usual,
        };

    private static string Shown(params (string, Summary)[] runs) =>
        Terminal.Piped(console => ResultTable.Write(console, [.. runs]));

    [Test]
    public void Rows_that_are_alike_have_no_mark() =>
        Assert.That(Shown(("one", Run()), ("two", Run())), Does.Not.Contain("*"));

    [Test]
    public void Training_that_is_not_at_its_end_or_never_began_is_marked_and_explained()
    {
        var shown = Shown(("whole", Run()), ("half", Run(steps: 10)), ("none", Run(steps: 0)));
        Assert.That(shown, Does.Contain("| whole ").And.Contain("| half * ").And.Contain("| none * "));
        Assert.That(shown, Does.Contain("* half: at step 10 of 30"));
        Assert.That(shown, Does.Contain("* none: not trained: its recipe has no step"));
    }

    [Test]
    public void Weights_of_another_run_or_file_are_named_where_nothing_was_trained_on_them()
    {
        var shown = Shown(("whole", Run() with { Init = "a/net.safetensors" }), ("file", Of("a/net.safetensors")));
        Assert.That(shown, Does.Contain("| whole ").And.Contain("| file * "));
        Assert.That(shown, Does.Contain("* file: weights of net.safetensors").And.Not.Contain("not trained"));

        static Summary Of(string file) => Run(steps: 0) with { Init = file };
    }

    [Test]
    public void Other_threads_or_instructions_are_marked_in_each_kind_of_table()
    {
        const string note = "made by other arithmetic: threads 1, instructions AVX2";
        var other = Run() with { Arithmetic = Usual with { Threads = 1, Instructions = "AVX2" } };
        var results = ResultSet.Of([("one", Run()), ("two", other)]);
        Assert.That(results.Notes, Is.EqualTo(new[] { $"* two: {note}" }));
        Assert.That(ResultMarkdown.Of(results), Does.Contain("| two * ").And.Contain(note));
        Assert.That(ResultCsv.Of(results), Does.Contain(note));
    }

    [Test]
    public void An_evaluation_by_another_recipe_or_on_other_data_than_recorded_is_marked_with_what_changed()
    {
        var other = Run() with { RecipeChange = "optimizer.lr 0.1 -> 0.2", DataChange = "1 removed (a/39.png)" };
        var models = Run() with { ModelChange = "teachers.t.from: runs/t 00 -> 11" };
        Assert.That(
            ResultSet.Of([("one", Run()), ("two", other), ("three", models)]).Notes,
            Is.EqualTo(
                new[]
                {
                    "* two: measured by another recipe than the run has recorded: optimizer.lr 0.1 -> 0.2",
                    "* two: measured with other data than the run was made with: 1 removed (a/39.png)",
                    "* three: measured with other models of other runs than the run was made with: "
                        + "teachers.t.from: runs/t 00 -> 11",
                }
            )
        );
    }

    [Test]
    public void A_run_that_went_on_with_something_else_is_marked_with_what_changed()
    {
        var other = Run() with { WentOn = ["went on with other data: 1 changed (a/39.png)"] };
        Assert.That(
            ResultSet.Of([("one", Run()), ("two", other)]).Notes,
            Is.EqualTo(new[] { "* two: went on with other data: 1 changed (a/39.png)" })
        );
    }

    [TestCase("validation", "cat,dog", "00", "measured on validation images, where one was on test images")]
    [TestCase("test", "cat", "00", "measured on images of cat, where one was on images of cat, dog")]
    [TestCase("test", "a,b,c,d", "00", "measured on images of 4 classes, where one was on images of cat, dog")]
    [TestCase("test", "cat,dog", "11", "measured on other test images than one")]
    public void Rows_on_images_of_another_part_of_other_classes_or_of_other_data_are_marked(
        string part,
        string classes,
        string split,
        string note
    )
    {
        var usual = On("test", "cat,dog", "00");
        Assert.That(ResultSet.Of([("one", usual), ("two", usual)]).Notes, Is.Empty);
        Assert.That(
            ResultSet.Of([("one", usual), ("two", On(part, classes, split))]).Notes,
            Is.EqualTo(new[] { $"* two: {note}" })
        );
    }

    [Test]
    public void A_row_of_seeds_that_were_not_measured_on_the_same_images_is_marked()
    {
        var seeds = new[] { On("test", "cat,dog", "00"), On("test", "cat,dog", "11") };
        Assert.That(
            ResultSet.Of(seeds.Select(seed => ("one", seed))).Notes,
            Is.EqualTo(new[] { "* one: its seeds were not measured on the same images" })
        );
    }

    private static Summary On(string part, string classes, string split, string trained = "aa")
    {
        var images = new ImagesFingerprint(40, split);
        var by = new MeasuredBy(JsonValue.Create("linear"), part, 40, 60, 1, 1, "float32", [])
        {
            Data = new DataFingerprint(new(60, trained), images),
        };
        var outcomes = new ImageOutcomes(
            classes.Split(','),
            "",
            new Dictionary<string, string>(),
            new Dictionary<string, string>()
        );
        var run = Run();
        return run with { Evaluations = [run.Evaluations[0] with { By = by, Outcomes = [outcomes] }] };
    }

    [Test]
    public void A_row_that_was_trained_on_other_images_is_marked()
    {
        var other = On("test", "cat,dog", "00", trained: "bb");
        Assert.That(
            ResultSet.Of([("one", On("test", "cat,dog", "00")), ("two", other), ("two", other)]).Notes,
            Is.EqualTo(new[] { "* two: trained on other images than one" })
        );
    }

    [Test]
    public void A_training_that_taught_nothing_is_marked()
    {
        var idle = Run() with { Warnings = [new("ROCL0288", "r: loss", "The gradient is 0.", "Look.")] };
        Assert.That(
            ResultSet.Of([("one", Run()), ("two", idle)]).Notes,
            Is.EqualTo(new[] { "* two: ROCL0288: The gradient is 0." })
        );
    }

    [TestCase(0.25, "* two: ROCL0289: no better than guessing: linear, 'clean'")]
    [TestCase(0.51)]
    public void A_row_whose_accuracy_guessing_gives_too_is_marked_once_for_all_its_seeds(
        double low,
        params string[] notes
    )
    {
        var guesses = new Dictionary<string, double> { ["cat"] = 0.5, ["dog"] = 0.5 };
        Summary Seed(double accuracy) =>
            Run() with
            {
                Evaluations =
                [
                    Run().Evaluations[0] with
                    {
                        Conditions = [new("clean", null, accuracy, [low, 0.75], 40, 0, guesses)],
                    },
                ],
            };
        Assert.That(ResultSet.Of([("one", Run()), ("two", Seed(0.55)), ("two", Seed(0.6))]).Notes, Is.EqualTo(notes));
    }

    [Test]
    public void What_a_later_evaluation_took_is_its_own()
    {
        var later = Run() with { IsLater = true };
        Assert.That((later.Seconds, later.ImagesPerSecond, later.PeakMemoryMiB), Is.EqualTo((4.0, 10.0, 60.0)));
        Assert.That((Run().Seconds, Run().ImagesPerSecond), Is.EqualTo((104.0, 1000.0)));
        var cost = ResultSet.Of([("m", later)]).Rows.Single().Cost;
        Assert.That((cost.Seconds, cost.ImagesPerSecond, cost.PeakMemoryMiB), Is.EqualTo((4.0, 10.0, 60.0)));
    }
}
