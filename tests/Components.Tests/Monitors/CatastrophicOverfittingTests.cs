using RoCL.Monitors.Standard;

namespace Components.Tests.Monitors;

/// <summary>
/// Catastrophic overfitting: in trainings, and in histories of which the answer is known.
/// </summary>
public sealed class CatastrophicOverfittingTests
{
    private const int Images = 200;

    private static readonly LInf Far = new(0.3);
    private static readonly LInf Near = new(0.05);

    [Test]
    public void One_long_step_on_a_tiny_set_overfits_and_is_noticed()
    {
        using var training = new TinyTraining(Far);
        var byLabels = new CatastrophicOverfitting(Far);
        var history = training.Watched(byLabels, iterations: 1, randomStart: false);
        var problem = byLabels.Judge(history);
        Assert.That(problem?.Code, Is.EqualTo("ROCL0580"), TinyTraining.Text(history));
        Assert.That(problem!.What, Does.Contain("resists a single step and nothing else"));
        Assert.That(problem.Remedy, Does.Contain("fallBack"));
    }

    [Test]
    public void A_healthy_training_is_not_accused()
    {
        using var training = new TinyTraining(Near);
        var monitor = new CatastrophicOverfitting(Near);
        var history = training.Watched(monitor, iterations: 5, randomStart: true);
        foreach (var length in Enumerable.Range(1, history.Count))
            Assert.That(monitor.Judge([.. history.Take(length)]), Is.Null, TinyTraining.Text(history));
        Assert.That(history[^1].Values["pgd"], Is.GreaterThan(0.9), "it has learnt");
    }

    [Test]
    public void Two_views_are_classified_each_by_its_own_other_view()
    {
        using var training = new TinyTraining(Near);
        var monitor = new CatastrophicOverfitting(Near, Iterations: 3);
        var same = monitor.Measure(training.Input(views: 2));
        Assert.That(same["clean"], Is.GreaterThan(0.7), "an image is most similar to itself, or to its like");
        Assert.That(same["images"], Is.EqualTo(TinyTraining.Images));
        Assert.That(same["pgd"], Is.LessThanOrEqualTo(same["clean"]));
        Assert.That(same["fgsm"], Is.LessThanOrEqualTo(same["clean"]));
        var atRadiusZero = (monitor with { Threat = new LInf(0) }).Measure(training.Input(views: 2));
        Assert.That(atRadiusZero["pgd"], Is.EqualTo(same["clean"]));
    }

    // fgsm, pgd: the one measured best, then the newest.
    [TestCase(0.40, 0.38, 0.70, 0.02, ExpectedResult = true)]
    [TestCase(0.40, 0.38, 0.40, 0.20, ExpectedResult = true)]
    [TestCase(0.40, 0.38, 0.30, 0.20, ExpectedResult = false, Description = "both fell: the training, not the attack")]
    [TestCase(0.40, 0.38, 0.45, 0.30, ExpectedResult = false, Description = "too little")]
    [TestCase(0.03, 0.02, 0.03, 0.00, ExpectedResult = false, Description = "chance")]
    [TestCase(0.40, 0.05, 0.50, 0.04, ExpectedResult = true, Description = "apart, twice")]
    [TestCase(0.10, 0.09, 0.30, 0.05, ExpectedResult = false, Description = "apart, once")]
    public bool It_judges_by_fall_and_by_gap(double fgsm, double pgd, double newFgsm, double newPgd) =>
        new CatastrophicOverfitting().Judge([Measured(9, fgsm, pgd), Measured(19, newFgsm, newPgd)]) is not null;

    [Test]
    public void The_first_measurement_and_one_that_was_not_finite_are_no_reason()
    {
        var monitor = new CatastrophicOverfitting();
        Assert.That(monitor.Judge([Measured(9, 0.5, 0)]), Is.Null);
        var broken = new MonitorMeasurement(19, new Dictionary<string, double> { ["fgsm"] = 0.9 });
        Assert.That(monitor.Judge([Measured(9, 0.5, 0.5), broken]), Is.Null);
        Assert.That(monitor.Judge([Measured(9, 0.5, 0.5), broken, Measured(29, 0.6, 0.1)]), Is.Not.Null);
    }

    [Test]
    public void The_figures_are_in_the_message()
    {
        var monitor = new CatastrophicOverfitting();
        var problem = monitor.Judge([Measured(9, 0.4, 0.38), Measured(19, 0.7, 0.02)])!;
        Assert.That(
            problem.What,
            Is.EqualTo(
                "Accuracy under PGD fell from 38.0 % after step 9 to 2.0 % after step 19, while accuracy under FGSM "
                    + "went from 40.0 % to 70.0 %: the network resists a single step and nothing else."
            )
        );
    }

    [TestCase(0, true, null, "ROCL0581")]
    [TestCase(3, true, null, "ROCL0581")]
    [TestCase(1, false, null, "ROCL0583")]
    [TestCase(1, true, "elsewhere", "ROCL0511")]
    public void What_it_cannot_measure_it_refuses(int views, bool labels, string? through, string code)
    {
        using var training = new TinyTraining(Near);
        var monitor = new CatastrophicOverfitting(Near, Through: through);
        var refused = Assert.Throws<ProblemException>(() => monitor.Measure(training.Input(views, labels)));
        Assert.That(refused.Problem.Code, Is.EqualTo(code));
    }

    [Test]
    public void With_several_heads_one_has_to_be_named()
    {
        using var training = new TinyTraining(Near, heads: ["classifier", "projector"]);
        var refused = Assert.Throws<ProblemException>(() =>
            new CatastrophicOverfitting(Near).Measure(training.Input(views: 1))
        );
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0582"));
        Assert.That(refused.Problem.Remedy, Does.Contain("classifier, projector"));
        var named = new CatastrophicOverfitting(Near, Iterations: 1, Through: "classifier");
        Assert.That(named.Measure(training.Input(views: 1)), Contains.Key("pgd"));
    }

    private static MonitorMeasurement Measured(long step, double fgsm, double pgd) =>
        new(
            step,
            new Dictionary<string, double>
            {
                ["clean"] = 1,
                ["fgsm"] = fgsm,
                ["pgd"] = pgd,
                ["images"] = Images,
            }
        );
}
