namespace Processes.Tests.Runs;

/// <summary>The program end to end, on a few hundred real images.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class Demonstrating
{
    [Test]
    public void The_demonstration_trains_both_methods_and_puts_their_figures_side_by_side()
    {
        using var rocl = new Rocl();
        var ended = rocl.Run([
            "run",
            "--out",
            "demo",
            "--device",
            "cpu",
            .. Rocl.Tiny,
            "--set",
            "evaluate.0.threats=[{\"linf\":0},{\"linf\":\"16/255\"}]",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());

        var methods = rocl.Json("demo/summary.json")["methods"]!;
        foreach (var name in new[] { "demo-rocl", "demo-simclr" })
        {
            var summary = methods[name]!;
            Assert.That(
                summary.ToJsonString(),
                Is.EqualTo(rocl.Json($"demo/{name}/summary.json").ToJsonString()),
                "the table's figures are the runs' own"
            );
            foreach (var figure in new[] { "seconds", "imagesPerSecond", "peakMemoryMiB" })
                Assert.That(summary[figure]!.GetValue<double>(), Is.Positive, figure);
            var clean = summary["cleanAccuracy"]!.GetValue<double>();
            Assert.That(clean, Is.InRange(0, 1));
            Assert.That(
                summary["robustAccuracy"]!["PGD-3 (relativeStep 0.5) linf 0"]!.GetValue<double>(),
                Is.EqualTo(clean),
                "no room to move, no accuracy lost"
            );
            Assert.That(
                summary["robustAccuracy"]!["PGD-3 (relativeStep 0.5) linf 16/255"]!.GetValue<double>(),
                Is.LessThanOrEqualTo(clean)
            );
            Assert.That(ended.Output, Does.Contain($"{100 * clean:0.0} %"), "the table shows what was measured");
            Assert.That(summary["evaluations"]![0]!["conditions"]![0]!["images"]!.GetValue<int>(), Is.EqualTo(40));
            Assert.That(File.ReadLines(rocl[$"demo/{name}/metrics.jsonl"]).Count(), Is.EqualTo(8));
            Assert.That(
                rocl.Json($"demo/{name}/environment.json")[0]!["plugins"]!
                    .AsArray()
                    .Select(plugin => (string)plugin!["id"]!),
                Has.Member("Losses.NtXent").And.Member("Datasets.FashionMnist")
            );
        }
        Assert.That(ended.Output, Does.Contain("Under PGD-3 (relativeStep 0.5) linf 16/255, RoCL's encoder keeps"));
        Assert.That(rocl.Json("demo/demo-simclr/recipe.json")["views"]!["adv"], Is.Null);
        Assert.That(
            (string?)rocl.Json("demo/demo-rocl/recipe.json")["views"]!["adv"]!["attack"]!["use"],
            Is.EqualTo("pgd")
        );
    }

    [Test]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        using var rocl = new Rocl();
        foreach (var (folder, seed) in new[] { ("one", "3"), ("two", "3"), ("other", "4") })
        {
            Assert.That(
                rocl.Run([
                    "run",
                    "demo-rocl",
                    "--out",
                    folder,
                    "--seed",
                    seed,
                    "--device",
                    "cpu",
                    .. Rocl.Tiny,
                    "--set",
                    "evaluate=[]",
                ]).Code,
                Is.Zero
            );
        }

        Assert.That(
            File.ReadAllText(rocl["two/metrics.jsonl"]),
            Is.EqualTo(File.ReadAllText(rocl["one/metrics.jsonl"]))
        );
        Assert.That(Weights(rocl, "two"), Is.EqualTo(Weights(rocl, "one")));
        Assert.That(Weights(rocl, "other"), Is.Not.EqualTo(Weights(rocl, "one")));
    }

    [Test, Platform(Exclude = "Win", Reason = "Ctrl-C is sent as a signal")]
    public void A_run_that_was_interrupted_goes_on_to_the_same_bits()
    {
        using var rocl = new Rocl();
        string[] recipe = ["demo-rocl", "--device", "cpu", .. Rocl.Tiny, "--set", "train.epochs=4"];
        Assert.That(rocl.Run(["run", "--out", "whole", .. recipe]).Code, Is.Zero);

        using var process = rocl.Start(["run", "--out", "cut", .. recipe]);
        while (
            !process.HasExited
            && (!File.Exists(rocl["cut/metrics.jsonl"]) || new FileInfo(rocl["cut/metrics.jsonl"]).Length == 0)
        )
        {
            Thread.Sleep(5);
        }

        Rocl.Interrupt(process);
        var interrupted = Rocl.End(process);
        Assert.That(interrupted.Code, Is.EqualTo(130), interrupted.ToString());
        Assert.That(interrupted.Output, Does.Contain("Go on with: rocl run cut"));
        Assert.That(rocl.Run("show", "cut").Output, Does.StartWith("cut: not finished, "));

        var record = rocl.Json("cut/environment.json");
        record[0]!["threads"] = 7;
        record[0]!.AsObject().Remove("instructions");
        File.WriteAllText(rocl["cut/environment.json"], record.ToJsonString());
        var resumed = rocl.Run("run", "cut", "--device", "cpu");
        Assert.That(resumed.Code, Is.Zero, resumed.ToString());
        Assert.That(
            resumed.ErrorLines.Where(line => line.Contains("arithmetic", StringComparison.Ordinal)),
            Has.One.StartsWith("warning ROCL0267 cut: The run goes on by other arithmetic: threads 7 -> 1. ")
        );
        Assert.That(
            File.ReadAllText(rocl["cut/metrics.jsonl"]),
            Is.EqualTo(File.ReadAllText(rocl["whole/metrics.jsonl"])),
            "each step stands there once"
        );
        Assert.That(Weights(rocl, "cut"), Is.EqualTo(Weights(rocl, "whole")));
        Assert.That(rocl.Run("run", "cut").Output, Does.Contain("has finished"));
    }

    [Test]
    public void A_run_whose_time_is_up_before_its_first_step_says_how_to_go_on_and_does()
    {
        using var rocl = new Rocl();
        string[] setting = [.. Rocl.Tiny, "--set", "evaluate=[]"];
        var stopped = rocl.Run(["run", "demo-simclr", "--out", "run", .. setting, "--stop-at", "1"]);
        Assert.That(stopped.Code, Is.EqualTo(75), stopped.ToString());
        Assert.That(stopped.Output, Does.Contain("Stopped; nothing is lost. Go on with: rocl run run"));
        Assert.That(rocl.Run("show", "run").Output, Does.Contain("run: not finished, no step yet; go on with: "));
        var ended = rocl.Run("run", "run", "--no-supervisor");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That((int)rocl.Json("run/summary.json")["steps"]!, Is.EqualTo(8));
    }

    [Test, Platform(Exclude = "Win", Reason = "Ctrl-C is sent as a signal")]
    public void Several_runs_that_were_interrupted_go_on_together()
    {
        using var rocl = new Rocl();
        using var process = rocl.Start([
            "run",
            "--out",
            "demo",
            "--device",
            "cpu",
            .. Rocl.Tiny,
            "--set",
            "evaluate=[]",
        ]);
        while (!process.HasExited && !File.Exists(rocl["demo/demo-rocl/metrics.jsonl"]))
            Thread.Sleep(5);
        Rocl.Interrupt(process);
        var interrupted = Rocl.End(process);
        Assert.That(interrupted.Code, Is.EqualTo(130), interrupted.ToString());
        Assert.That(interrupted.Output, Does.Contain("Go on with: rocl run demo"));

        var resumed = rocl.Run("run", "demo", "--device", "cpu");
        Assert.That(resumed.Code, Is.Zero, resumed.ToString());
        Assert.That(
            rocl.Json("demo/summary.json")["methods"]!.AsObject().Select(method => method.Key),
            Is.EqualTo(new[] { "demo-rocl", "demo-simclr" })
        );
        Assert.That(
            rocl.Run("run", "demo", "--seed", "2").Error,
            Does.StartWith("error ROCL0008 demo: "),
            "a run goes on by its own recipe"
        );
    }

    [Test]
    public void A_finished_run_can_be_measured_again_and_gives_the_same_digits()
    {
        using var rocl = new Rocl();
        Assert.That(rocl.Run(["run", "demo-simclr", "--out", "run", "--device", "cpu", .. Rocl.Tiny]).Code, Is.Zero);
        foreach (var _ in new[] { 1, 2 })
        {
            Assert.That(
                rocl.Run("evaluate", "run", "--device", "cpu", "--set", "evaluate.0.threats=[{\"l2\":1}]").Code,
                Is.Zero
            );
        }

        var measured = Directory.GetFiles(rocl["run/evaluations"]).Select(file => rocl.Json(file)).ToList();
        Assert.That(measured, Has.Count.EqualTo(2));
        Assert.That(
            measured.Select(summary => summary["robustAccuracy"]!.ToJsonString()).Distinct().Count(),
            Is.EqualTo(1)
        );
        Assert.That(measured[0]["robustAccuracy"]!["PGD-3 (relativeStep 0.5) l2 1"], Is.Not.Null);
        Assert.That(
            (double)measured[0]["cleanAccuracy"]!,
            Is.EqualTo((double)rocl.Json("run/summary.json")["cleanAccuracy"]!)
        );
    }

    private static string Weights(Rocl rocl, string run) => (string)rocl.Json($"{run}/summary.json")["weights"]!;
}
