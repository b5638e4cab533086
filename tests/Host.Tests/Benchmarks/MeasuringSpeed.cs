using System.Text.Json;
using RoCL.Host.CommandLine;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Loading;
using RoCL.Reports.Answers;
using RoCL.Reports.Benchmarks;
using RoCL.Runs.Benchmarks;
using RoCL.Runs.Files;
using RoCL.Runs.Recipes;
using Shared.Consoles;
using Shared.Plugins;
using Shared.Runs;
using TorchSharp;

namespace Host.Tests.Benchmarks;

/// <summary><c>rocl doctor --bench</c> on tiny images.</summary>
public sealed class MeasuringSpeed
{
    private static readonly SpeedQuestion Tiny = new("small-resnet", new(1, 8, 8), 4, 1, 1, 3, 1);

    [Test]
    public void Every_variant_has_its_rounds_its_ratio_its_memory_and_the_time_of_each_phase()
    {
        var threads = torch.get_num_threads();
        var stages = new List<string>();
        var view = new ProgressListener(progress => stages.Add(progress.Stage));
        var report = new SpeedMeasurement(Jobs(), view, new DiskFiles()).Measure(Tiny, torch.CPU).ValueOrThrow();
        string[] begun = ["first step of reference", "first step of exact"];
        Assert.That(stages, Is.SupersetOf(begun).And.Exactly(3).EqualTo("rounds"));
        Assert.That(torch.get_num_threads(), Is.EqualTo(threads), "the threads are as before");
        Assert.That(report.Threads, Is.EqualTo(1));
        Assert.That(report.Variants[0].Name, Is.EqualTo("reference"));
        Assert.That(
            report.Variants.Select(variant => variant.Name),
            Is.EqualTo(new[] { "reference", "exact", "fast" })
        );
        foreach (var variant in report.Variants)
        {
            var phases = variant.SecondsPerStep;
            Assert.That(variant.Rounds, Has.Length.EqualTo(3).And.All.Positive);
            Assert.That(variant.ImagesPerSecond, Is.InRange(variant.Rounds.Min(), variant.Rounds.Max()));
            Assert.That(variant.Ratio is null, Is.EqualTo(variant.Name == "reference"));
            Assert.That(variant.PeakMemoryMiB, Is.Null.Or.Positive);
            double[] each = [phases.Data, phases.Attack, phases.Training, phases.Optimizer];
            Assert.That(each, Has.All.Positive);
            Assert.That(each.Sum(), Is.LessThanOrEqualTo(4 / variant.Rounds.Min()), "phases lie inside the steps");
        }
    }

    [Test]
    public void The_reference_does_the_mathematics_of_the_others()
    {
        var reference = SpeedVariant.All.Single(variant => variant.Name == "reference");
        var loss = FirstLoss(reference.Settings, reference);
        Assert.That(loss, Is.EqualTo(FirstLoss(["forward=per-term"], null)).Within(1e-4));
        Assert.That(loss, Is.Not.EqualTo(FirstLoss(["forward=per-term", "views.adv.attack.iterations=1"], null)));
    }

    [Test]
    public void People_get_a_table_and_programs_an_object()
    {
        var report = new SpeedReport(
            Tiny,
            "cpu",
            1,
            [Speed("reference", null), Speed("exact", new(2.5, 2.25, 2.75, 3))]
        );
        var table = Terminal.Piped(console => SpeedView.Write(console, report));
        Assert.That(table, Does.Contain("small-resnet, 1x8x8, batch 4, k = 1, 1 threads on cpu; 3 rounds of 1 steps"));
        Assert.That(table, Does.Contain("    ROCL0313 encoder: No."));
        Assert.That(table, Does.Match("exact +12.5 +2.50 \\(2.25 to 2.75\\) +20 +0.001 +0.002 +0.003 +0.004"));

        var text = Terminal.Piped(console =>
            new ResultOutput(console, AsJson: true).Write(_ => Assert.Fail("text"), () => report)
        );
        var variants = JsonDocument.Parse(text).RootElement.GetProperty("variants");
        Assert.That(variants[1].GetProperty("ratio").GetProperty("median").GetDouble(), Is.EqualTo(2.5));
        Assert.That(variants[1].GetProperty("secondsPerStep").GetProperty("attack").GetDouble(), Is.EqualTo(0.002));
    }

    [Test]
    public void An_unknown_encoder_and_images_that_it_cannot_take_are_problems()
    {
        var measurement = new SpeedMeasurement(Jobs(), ProgressListener.Silent, new DiskFiles());
        var unknown = measurement.Measure(Tiny with { Encoder = "small-resent" }, torch.CPU).Problems;
        Assert.That(unknown.Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0202" }));
        Assert.That(unknown[0].Where, Is.EqualTo("--encoder"));
        Assert.That(unknown[0].Remedy, Does.Contain("small-resnet"));

        var misfit = Tiny with { Encoder = "vit", Shape = new(1, 6, 6) };
        var thrown = Assert.Throws<ProblemException>(() => measurement.Measure(misfit, torch.CPU));
        Assert.That(thrown!.Problem.Code, Is.EqualTo("ROCL0160"));
    }

    [Test]
    public void An_encoder_may_have_options_of_its_own()
    {
        var measurement = new SpeedMeasurement(Jobs(), ProgressListener.Silent, new DiskFiles());
        var narrow = measurement.Measure(Tiny with { Encoder = """{"use":"small-resnet","width":16}""" }, torch.CPU);
        Assert.That(narrow.ValueOrThrow().Variants, Has.Length.EqualTo(3));

        var misspelt = Tiny with { Encoder = """{"use":"small-resnet","widht":16}""" };
        var unknown = measurement.Measure(misspelt, torch.CPU).Problems[0];
        Assert.That(unknown.Code, Is.EqualTo("ROCL0104"));
        Assert.That(unknown.Where, Does.EndWith("encoder.widht"));

        var broken = measurement.Measure(Tiny with { Encoder = """{"use":"small-resnet" """ }, torch.CPU).Problems[0];
        Assert.That(broken.Code, Is.EqualTo("ROCL0101"));
        Assert.That(broken.Where, Is.EqualTo("--encoder"));
    }

    [Test]
    public void A_measurement_stops_after_the_step_when_it_is_asked_to()
    {
        using var stop = new CancellationTokenSource();
        var view = new ProgressListener(_ => stop.Cancel());
        var measurement = new SpeedMeasurement(Jobs(), view, new DiskFiles());
        Assert.Throws<OperationCanceledException>(() => measurement.Measure(Tiny, torch.CPU, stop.Token));
    }

    [Test]
    public void A_variant_takes_none_of_its_first_steps_where_the_person_has_asked_to_stop()
    {
        var job = JobOf(["encoder.use=small-resnet", "train.batch=4", "train.epochs=1", "evaluate=[]"], null);
        var asked = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() =>
            new SpeedTraining(SpeedVariant.All[0], job, torch.CPU, new DiskFiles(), asked).Dispose()
        );
    }

    [TestCase("--threads 0", "ROCL0710")]
    [TestCase("--threads -1", "ROCL0710")]
    [TestCase("--threads 100000", "ROCL0710")]
    [TestCase("--batch 1", "ROCL0711")]
    [TestCase("--batch -64", "ROCL0711")]
    [TestCase("--batch 4294967296", "ROCL0711")]
    [TestCase("--shape 3x32", "ROCL0712")]
    [TestCase("--shape 3x32x32x32", "ROCL0712")]
    [TestCase("--shape 3x0x32", "ROCL0712")]
    [TestCase("--shape 3x-1x32", "ROCL0712")]
    [TestCase("--shape 3x32x99999", "ROCL0712")]
    [TestCase("--shape three", "ROCL0712")]
    [TestCase("--steps 0", "ROCL0713")]
    [TestCase("--k 0", "ROCL0713")]
    [TestCase("--rounds -1", "ROCL0713")]
    [TestCase("--batch 1 --shape 1 --k 0 --threads 0", "ROCL0712 ROCL0711 ROCL0713 ROCL0710")]
    public void What_cannot_be_measured_is_refused_all_at_once(string options, string codes)
    {
        var thrown = Assert.Throws<ProblemException>(() => Asked($"--bench {options}"));
        Assert.That(string.Join(' ', thrown!.Problems.Select(problem => problem.Code)), Is.EqualTo(codes));
        Assert.That(options, Does.Contain(thrown.Problem.Where));
    }

    [TestCase("--threads 1", "--threads")]
    [TestCase("--rounds 3", "--rounds")]
    [TestCase("--encoder vit", "--encoder")]
    public void An_option_of_a_measurement_that_is_not_asked_for_is_refused(string options, string where)
    {
        var thrown = Assert.Throws<ProblemException>(() => Asked(options));
        Assert.That(thrown!.Problem.Code, Is.EqualTo("ROCL0714"));
        Assert.That(thrown.Problem.Where, Is.EqualTo(where));
    }

    [Test]
    public void The_options_are_what_is_measured()
    {
        var asked = (Request.Bench)Asked(
            "--bench --encoder vit --shape 1x28x28 --batch 8 --steps 2 --k 3 --rounds 4 --threads 1"
        );
        Assert.That(asked.Question, Is.EqualTo(new SpeedQuestion("vit", new(1, 28, 28), 8, 2, 3, 4, 1)));
        Assert.That(asked.InUse.AreLoaded, "what computes looks at the native libraries before");
        Assert.That(Asked(""), Is.TypeOf<Request.Doctor>());
    }

    private static Request Asked(string options)
    {
        var commands = new Commands();
        return commands.RequestOf(commands.Root.Parse($"doctor {options}"));
    }

    private static SyntheticJobs Jobs() =>
        new(Places.Catalogue(Places.BuiltPlugins), new RecipeBinder(new LoadedComponents(new McMasterPluginLoader())));

    private static double FirstLoss(IEnumerable<string> settings, SpeedVariant? variant)
    {
        string[] common = ["encoder.use=small-resnet", "train.batch=4", "train.epochs=1", "evaluate=[]"];
        var job = JobOf([.. common, .. settings], variant);
        using var training = new SpeedTraining(SpeedVariant.All[0], job, torch.CPU, new DiskFiles());
        return training.FirstLoss;
    }

    private static Job JobOf(IEnumerable<string> settings, SpeedVariant? variant) =>
        Jobs().Of("rocl", [.. settings], new(1, 8, 8), 1, variant?.Change).ValueOrThrow();

    private static VariantSpeed Speed(string name, PairedRatios? ratio) =>
        new(name, "", 12.5, ratio, 20, new(0.001, 0.002, 0.003, 0.004), [12.5], ["ROCL0313 encoder: No."]);
}
