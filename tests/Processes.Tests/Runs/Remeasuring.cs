using System.Text.Json.Nodes;
using Shared.Folders;

namespace Processes.Tests.Runs;

/// <summary>Evaluations of a trained run: again, on a part, stopped and gone on with.</summary>
public sealed class Remeasuring
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static readonly string[] Long =
    [
        "--set",
        "evaluate.0.attack.iterations=20",
        "--set",
        "evaluate.0.threats=[{\"linf\":\"16/255\"}]",
        "--set",
        "evaluate.0.batch=4",
        "--set",
        "masking.images=4",
    ];

    private const string Transfer = """
        {"use":"transfer","data":{"use":"subset","of":"fashion-mnist","train":50,"test":30},
        "by":{"use":"nearest-neighbours","k":5}}
        """;

    private Rocl _rocl = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _rocl = new();
        var ended = _rocl.Run(["run", "demo-rocl", "--out", "trained", .. Rocl.Tiny]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
    }

    [OneTimeTearDown]
    public void Remove() => _rocl.Dispose();

    private JsonNode Evaluate(params string[] args)
    {
        var ended = _rocl.Run(["evaluate", "trained", .. args]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        return Newest();
    }

    private JsonNode Newest() =>
        _rocl.Json(
            _rocl
                .Files()
                .Where(file =>
                    file.StartsWith(Path.Combine("trained", "evaluations"), StringComparison.Ordinal)
                    && file.EndsWith(".json", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
                .Last()
        );

    private IEnumerable<string> Kept() => _rocl.Files().Where(file => file.Contains("kept", StringComparison.Ordinal));

    private static IEnumerable<string> DigitsOf(JsonNode condition) =>
        new[] { "name", "accuracy", "interval", "images", "perClass" }.Select(key => condition[key]!.ToJsonString());

    // Accuracies and images of every condition; times differ.
    private static string Digits(JsonNode summary) =>
        string.Join(
            "\n",
            summary["evaluations"]!
                .AsArray()
                .SelectMany(evaluation => evaluation!["conditions"]!.AsArray())
                .Select(condition => string.Join(' ', DigitsOf(condition!)))
        );

    [Test]
    public void The_same_evaluation_gives_the_same_digits_as_the_run_and_as_itself()
    {
        var first = Digits(Evaluate());
        var second = Digits(Evaluate());
        Assert.That(first, Is.EqualTo(second));
        Assert.That(first, Is.EqualTo(Digits(_rocl.Json("trained/summary.json"))));
    }

    [Test]
    public void A_part_of_the_images_is_measured_with_every_class_in_it()
    {
        var conditions = Evaluate("--images", "20")["evaluations"]![0]!["conditions"]!.AsArray();
        Assert.That(conditions.Select(condition => (int)condition!["images"]!), Is.All.EqualTo(20));
        Assert.That(conditions[0]!["perClass"]!.AsObject(), Has.Count.EqualTo(10));
    }

    [Test]
    public void What_was_trained_is_refused_and_the_length_of_the_training_is_the_runs_own()
    {
        var refused = _rocl.Run("evaluate", "trained", "--set", "train.batch=16", "--set", "optimizer.lr=9");
        Assert.That(
            refused.Error,
            Does.StartWith($"error ROCL0277 {Path.Combine("trained", "recipe.json")}: train.batch, optimizer.lr: ")
        );
        var fewer = Evaluate("--set", "images.train=32", "--set", "masking.images=0", "--images", "10");
        var own = _rocl.Json("trained/summary.json");
        Assert.That((long)fewer["plannedSteps"]!, Is.EqualTo((long)own["plannedSteps"]!));
        Assert.That((int)fewer["epochs"]!, Is.EqualTo((int)own["epochs"]!));
    }

    [Test]
    public void Held_out_images_and_those_of_a_transfer_are_no_more_than_are_asked_for()
    {
        string[] validation = ["--set", "images.validation=40", "--set", "images.measureOn=validation"];
        var trained = _rocl.Run([
            "run",
            "demo-simclr",
            "--out",
            "chosen",
            .. Rocl.Tiny,
            .. validation,
            "--set",
            $"evaluate=[{{\"use\":\"nearest-neighbours\",\"k\":5}},{Transfer}]",
        ]);
        Assert.That(trained.Code, Is.Zero, trained.ToString());
        var ended = _rocl.Run("evaluate", "chosen", "--images", "20");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Output, Does.Contain("; 20 validation images").And.Contain("; 20 test images"));
        Assert.That(ended.Output, Does.Not.Match(@"\b(40|30) (validation|test) images"));

        var idle = _rocl.Run("evaluate", "chosen", "--set", "images.test=20");
        Assert.That(idle.ErrorLines.Single(), Does.StartWith("error ROCL0281 chosen/recipe.json: images.test: "));
        string[] onOtherData = ["--set", $"evaluate=[{Transfer}]", "--set", "images.measureOn=test"];
        idle = _rocl.Run(["evaluate", "chosen", "--set", "images.test=20", .. onOtherData]);
        Assert.That(
            idle.ErrorLines.Single(),
            Does.StartWith("error ROCL0281 chosen/recipe.json: images.test: ").And.Contain("(evaluate.0.data)")
        );
        var tooMany = _rocl.Run("evaluate", "chosen", "--images", "41");
        Assert.That(tooMany.Error, Does.Contain("ROCL0114").And.Contain("41 images are wanted, and there are 40."));
    }

    [Test]
    public void A_checkpoint_that_the_path_names_leaves_no_choice_and_no_best_is_made_up()
    {
        var checkpoints = _rocl.Files().Where(file => file.StartsWith("trained/checkpoints/step-", Ordinal));
        var named = Path.GetDirectoryName(checkpoints.Order(StringComparer.Ordinal).First())!;
        var two = _rocl.Run("evaluate", named, "--checkpoint", "2");
        Assert.That(two.Code, Is.Not.Zero);
        Assert.That(
            two.ErrorLines.Single(),
            Does.StartWith("error ROCL0281 --checkpoint 2: ").And.Contain(Path.GetFileName(named))
        );
        var best = _rocl.Run("evaluate", "trained", "--checkpoint", "best");
        Assert.That(
            best.ErrorLines.Single(),
            Does.StartWith("error ROCL0540 trained: The run kept no best checkpoint")
        );
    }

    [Test]
    public void Every_attacked_classifier_is_held_against_six_signs_of_masking()
    {
        var masking = _rocl.Json("trained/summary.json")["evaluations"]![0]!["masking"]![0]!;
        Assert.That(
            masking["flags"]!.AsArray().Select(flag => (string)flag!["code"]!),
            Is.EqualTo(new[] { "ROCL0521", "ROCL0522", "ROCL0523", "ROCL0524", "ROCL0525", "ROCL0550" })
        );
        Assert.That((int)masking["images"]!, Is.EqualTo(2), "as many as the recipe asks for");
    }

    [Test]
    public void Curves_are_drawn_in_a_report_and_in_a_comparison_that_a_browser_shows_whole()
    {
        var conditions = Evaluate("--curves", "--images", "20")["evaluations"]![0]!["conditions"]!.AsArray();
        Assert.That(
            conditions.Select(condition => (string)condition!["name"]!),
            Has.Some.StartsWith("curve budget 4 PGD-20").And.Some.StartsWith("curve steps 100 PGD-100")
        );
        var page = File.ReadAllText(_rocl["trained/report.html"]);
        Assert.That(page, Does.Contain("Robust accuracy against iterations").And.Contain("data:image/png;base64,"));
        Assert.That(page, Has.Length.LessThan(5_000_000));
        var comparison = Comparison();
        Assert.That(comparison, Does.Contain("momentum").And.Contain("McNemar"));
        if (Browser.Program is null)
            Assert.Ignore("Chromium is not installed, so the pages were not looked at.");

        var layout = Browser.LayOut([page, comparison], _rocl.Folder, 380, 1400);
        Assert.That(layout.Console, Is.Empty);
        Assert.That(
            layout.Frames.Select(frame => (int)frame["texts"]!).Chunk(2).Select(page => page.Min() > 300),
            Is.EqualTo(new[] { true, false }),
            "the report is a long page, and the comparison is not blank"
        );
        foreach (var frame in layout.Frames)
        {
            Assert.That((int)frame["texts"]!, Is.GreaterThan(60), $"{frame}");
            Assert.That((int)frame["scrolls"]!, Is.LessThanOrEqualTo((int)frame["width"]!), $"{frame}");
            foreach (var fault in new[] { "overlaps", "beyond", "asked" })
                Assert.That(frame[fault]!.AsArray(), Is.Empty, $"{fault}: {frame}");
        }
    }

    // Beside a copy whose recipe says something else.
    private string Comparison()
    {
        FolderCopy.Make(_rocl["trained"], _rocl["other"]);
        var recipe = _rocl.Json("other/recipe.json");
        recipe["train"]!["momentum"] = 0.5;
        File.WriteAllText(_rocl["other/recipe.json"], recipe.ToJsonString());
        var ended = _rocl.Run("show", "trained", "other", "--html", "both.html");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        return File.ReadAllText(_rocl["both.html"]);
    }

    [Test]
    public void A_stopped_evaluation_goes_on_where_it_was_to_the_same_digits()
    {
        var whole = Digits(Evaluate(Long));
        Assert.That(Kept(), Is.Empty, "what is over is not kept");

        using (var process = _rocl.Start(["evaluate", "trained", .. Long]))
        {
            while (
                Kept().Count(file => file.EndsWith(".safetensors", StringComparison.Ordinal)) < 13 && !process.HasExited
            )
            {
                Thread.Sleep(5);
            }

            Rocl.Interrupt(process);
            var ended = Rocl.End(process);
            Assert.That(ended.Code, Is.EqualTo(130), ended.ToString());
        }
        var kept = Kept().ToDictionary(file => file, file => File.GetLastWriteTimeUtc(_rocl[file]));
        Assert.That(kept, Has.Count.GreaterThan(10));
        using (var again = _rocl.Start(["evaluate", "trained", .. Long]))
        {
            while (Kept().Count() <= kept.Count && !again.HasExited)
                Thread.Sleep(1);
            Rocl.Interrupt(again);
            Rocl.End(again);
        }
        Assert.That(
            kept.Keys.Where(file => file.EndsWith(".safetensors", StringComparison.Ordinal))
                .Select(file => File.GetLastWriteTimeUtc(_rocl[file])),
            Is.SubsetOf(kept.Values),
            "what was kept was not made again"
        );

        Assert.That(Digits(Evaluate(Long)), Is.EqualTo(whole));
        Assert.That(Kept(), Is.Empty);
    }
}
