using RoCL.Attacks.Gradient;
using RoCL.Evaluations.Linear;

namespace Plugins.Tests.Evaluations;

/// <summary>Protocols on an encoder whose features tell the classes apart, so that what they should find is known.</summary>
public sealed class EvaluationTests
{
    private static readonly Pgd Attack = new(Iterations: 5, RelativeStep: 0.4);

    private static readonly IReadOnlyList<ThreatModel> Threats = [new LInf(0), new LInf(0.05), new LInf(0.5)];

    private static IEnumerable<IEvaluation> Protocols =>
    [
        new LinearEvaluation(Epochs: 40, Batch: 16, Rate: 1, Attack: Attack, Threats: Threats),
        new RobustLinearEvaluation(Attack, new LInf(0.05), Threats, Epochs: 20, Batch: 16, Rate: 1),
        new Neighbours(K: 10, Attack: Attack, Threats: Threats),
    ];

    [TestCaseSource(nameof(Protocols))]
    public void What_can_be_told_apart_is_and_what_an_attack_can_change_is_lost(IEvaluation protocol)
    {
        var result = protocol.Evaluate(new ToyBench());
        Assert.That(result.Conditions.Select(condition => condition.Name), Is.EqualTo(new[] { "clean", "PGD-5 linf 0", "PGD-5 linf 0.05", "PGD-5 linf 0.5" }));
        Assert.That(result.Conditions.Select(condition => condition.Correct.Count), Is.All.EqualTo(30));
        Assert.That(Share(result, 0), Is.EqualTo(1));
        Assert.That(Share(result, 1), Is.EqualTo(1), "no room to move");
        Assert.That(Share(result, 2), Is.EqualTo(1), "classes are further apart than that");
        Assert.That(Share(result, 3), Is.LessThan(0.5), "half of all brightness turns any class into another");
    }

    [TestCaseSource(nameof(Protocols))]
    public void The_same_seed_finds_the_same(IEvaluation protocol)
    {
        var (first, second) = (protocol.Evaluate(new ToyBench()), protocol.Evaluate(new ToyBench()));
        Assert.That(first.Conditions.Select(condition => condition.Correct), Is.EqualTo(second.Conditions.Select(condition => condition.Correct)));
    }

    [TestCaseSource(nameof(Protocols))]
    public void Data_without_labels_is_refused(IEvaluation protocol) =>
        Assert.That(Assert.Throws<ProblemException>(() => protocol.Evaluate(new ToyBench(labelled: false)))!.Problem.Code, Is.EqualTo("ROCL0510"));

    [TestCaseSource(nameof(Protocols))]
    public void Progress_is_reported_for_every_condition(IEvaluation protocol)
    {
        var bench = new ToyBench();
        protocol.Evaluate(bench);
        Assert.That(bench.Stages, Is.SupersetOf(new[] { "clean", "PGD-5 linf 0.5" }));
    }

    [Test]
    public void Without_an_attack_clean_accuracy_alone_is_measured() =>
        Assert.That(new LinearEvaluation(Epochs: 5).Evaluate(new ToyBench()).Conditions.Select(condition => condition.Name), Is.EqualTo(new[] { "clean" }));

    [Test]
    public void An_image_that_is_wrong_untouched_stays_wrong_under_attack()
    {
        var result = new LinearEvaluation(Epochs: 1, Rate: 1e-6, Attack: Attack, Threats: Threats).Evaluate(new ToyBench());
        var clean = result.Conditions[0].Correct;
        foreach (var condition in result.Conditions) Assert.That(condition.Correct.Zip(clean).Where(image => image.First && !image.Second), Is.Empty);
    }

    [Test]
    public void One_neighbour_votes_for_its_own_class() => Assert.That(Share(new Neighbours(K: 1).Evaluate(new ToyBench()), 0), Is.EqualTo(1));

    private static double Share(EvaluationResult result, int condition) => result.Conditions[condition].Correct.Average(correct => correct ? 1.0 : 0);
}
