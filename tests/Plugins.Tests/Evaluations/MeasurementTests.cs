using RoCL.Attacks.Gradient;
using RoCL.Evaluations.Linear;
using RoCL.Measurements.Attacks;
using RoCL.Measurements.Corruptions;
using RoCL.Measurements.Smoothed;

namespace Plugins.Tests.Evaluations;

/// <summary>What any protocol's classifier can be put to.</summary>
public sealed class MeasurementTests
{
    private static readonly Pgd Weak = new(Iterations: 1, Step: 0.02, RandomStart: false), Strong = new(Iterations: 20, RelativeStep: 0.2);

    private static IReadOnlyList<ThreatModel> Threats => [new LInf(0.05), new LInf(0.5)];

    private static IReadOnlyList<Condition> Measured(IMeasurement measurement, ToyHost? host = null) =>
        new LinearEvaluation(Epochs: 40, Batch: 16, Rate: 1, Measurements: [measurement]).Evaluate(ToyBench.New(host)).Conditions;

    private static double Share(Condition condition) => condition.Correct.Average(correct => correct ? 1.0 : 0);

    [Test]
    public void A_grid_has_each_attack_inside_each_threat_model_and_the_worst_of_them_image_by_image()
    {
        var found = Measured(new AttackGrid([Weak, Strong], Threats));
        Assert.That(found.Select(condition => condition.Name), Is.EqualTo(new[]
        {
            "clean", "grid PGD-1 linf 0.05", "grid PGD-20 linf 0.05", "grid worst linf 0.05", "grid PGD-1 linf 0.5", "grid PGD-20 linf 0.5", "grid worst linf 0.5", "grid worst",
        }));
        var of = found.ToDictionary(condition => condition.Name, condition => condition.Correct);
        Assert.That(of["grid worst linf 0.5"], Is.EqualTo(of["grid PGD-1 linf 0.5"].Zip(of["grid PGD-20 linf 0.5"], (a, b) => a && b)));
        Assert.That(of["grid worst"], Is.EqualTo(of["grid worst linf 0.05"].Zip(of["grid worst linf 0.5"], (a, b) => a && b)));
        Assert.That(Share(found[5]), Is.LessThan(Share(found[4])), "one of the attacks is weak");
    }

    [Test]
    public void A_grid_without_attacks_is_refused() => Assert.That(
        Assert.Throws<ProblemException>(() => Measured(new AttackGrid([], Threats)))!.Problem.Code, Is.EqualTo("ROCL0530"));

    [Test]
    public void Corruptions_are_conditions_by_kind_and_severity()
    {
        var found = Measured(new NaturalCorruptions([CorruptionKind.Contrast, CorruptionKind.GaussianNoise], [1, 5]));
        Assert.That(found.Select(condition => condition.Name), Is.EqualTo(new[] { "clean", "contrast 1", "contrast 5", "gaussian-noise 1", "gaussian-noise 5" }));
        Assert.That(found.Select(condition => condition.Threat), Is.All.Null);
        Assert.That(Share(found[2]), Is.EqualTo(Share(found[0])), "brightness alone tells the classes, and contrast leaves it");
    }

    [Test]
    public void All_corruptions_that_fit_the_images_are_made_when_none_is_named()
    {
        var found = Measured(new NaturalCorruptions(Severities: [3]));
        Assert.That(found.Skip(1).Select(condition => condition.Name), Is.EqualTo(Corruption.All.Where(corruption => corruption.Channels is null).Select(corruption => $"{corruption.Name} 3")));
    }

    [TestCase("ROCL0531")]
    [TestCase("ROCL0532")]
    public void Corruptions_that_are_none_are_refused(string code)
    {
        var measurement = code == "ROCL0531" ? new NaturalCorruptions(Severities: [6]) : new NaturalCorruptions([CorruptionKind.Saturate]);
        Assert.That(Assert.Throws<ProblemException>(() => Measured(measurement))!.Problem.Code, Is.EqualTo(code));
    }

    [Test]
    public void Smoothed_by_nothing_is_the_plain_classifier()
    {
        var found = new LinearEvaluation(Epochs: 40, Batch: 16, Rate: 1, Attack: Strong, Threats: Threats, Measurements: [new Smoothed([new Unchanged()], Attack: Strong, Threats: Threats)])
            .Evaluate(ToyBench.New()).Conditions;
        Assert.That(found.Select(condition => condition.Name).Skip(3), Is.EqualTo(found.Take(3).Select(condition => $"smoothed {condition.Name}")));
        foreach (var (plain, smoothed) in found.Take(2).Zip(found.Skip(3))) Assert.That(smoothed.Correct, Is.EqualTo(plain.Correct), plain.Name);
        Assert.That(Share(found[5]), Is.LessThan(0.5), "what fools the classifier fools its smoothed self");
    }

    [Test]
    public void Smoothed_by_noise_says_the_same_twice_and_its_masking_is_looked_for()
    {
        var measurement = new Smoothed([new Flicker(0.1)], Attack: Strong, Threats: [new LInf(0.05)]);
        var (first, second) = (Measured(measurement), Measured(measurement));
        Assert.That(first.Select(condition => condition.Correct), Is.EqualTo(second.Select(condition => condition.Correct)));
        var bench = ToyBench.New();
        new LinearEvaluation(Epochs: 40, Batch: 16, Rate: 1, Measurements: [measurement]).Evaluate(bench);
        var evidence = bench.Evidence.Single();
        Assert.That((evidence.Classifier, evidence.Flags.Single(flag => flag.Code == "ROCL0522").Raised), Is.EqualTo(("smoothed", false)));
    }

    [Test]
    public void The_expectation_averages_the_softmax_over_the_samples()
    {
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(16, 3));
        var images = new Rng(new(1), 5).Uniform(5, 1, 4, 4);
        Rng Random(Tensor of) => new(new Seed(4), of.shape[0]);
        using var expectation = new Expectation(network, [new Flicker(0.3)], samples: 7, Random);
        var mean = stack([.. Enumerable.Range(0, 7).Select(i => network.call(new Flicker(0.3).Apply(images, Random(images).For("sample", i).For("augmentation", 0))).softmax(1))]).mean([0]);
        Assert.That(expectation.call(images).exp().allclose(mean, rtol: 1e-5, atol: 1e-6));
    }

    [Test]
    public void A_measurement_that_is_stopped_goes_on_where_it_was_and_finds_the_same()
    {
        var measurement = new Smoothed([new Flicker(0.1)], Attack: Strong, Threats: Threats);
        var whole = Measured(measurement);
        var stopped = new ToyHost { StopAfter = 43 };
        Assert.Throws<OperationCanceledException>(() => Measured(measurement, stopped));
        Assert.That(Measured(measurement, stopped.GoingOn()).Select(condition => condition.Correct), Is.EqualTo(whole.Select(condition => condition.Correct)));
    }

    [Test]
    public void Smoothing_without_a_transformation_is_refused() =>
        Assert.That(Assert.Throws<ProblemException>(() => Measured(new Smoothed([])))!.Problem.Code, Is.EqualTo("ROCL0533"));

    [Test]
    public void The_shipped_augmentations_let_gradients_through()
    {
        foreach (var augmentation in new IAugmentation[] { new RoCL.Augmentations.SimClr.SimClr(), new RoCL.Augmentations.SimClr.RandomResizedCrop(), new RoCL.Augmentations.SimClr.HorizontalFlip() })
        {
            var images = (0.25 + 0.5 * new Rng(new(3), 6).Uniform(6, 3, 16, 16)).detach().requires_grad_();
            augmentation.Apply(images, new(new Seed(8), 6)).sum().backward();
            Assert.That(images.grad!.abs().sum([1, 2, 3]).gt(0).all().item<bool>(), $"{augmentation}");
        }
    }

    private sealed record Unchanged : IAugmentation
    {
        public Tensor Apply(Tensor images, Rng random) => images;
    }

    private sealed record Flicker(double Strength) : IAugmentation
    {
        public Tensor Apply(Tensor images, Rng random) => (images + random.Between(-Strength, Strength)).clamp(0, 1);
    }
}
