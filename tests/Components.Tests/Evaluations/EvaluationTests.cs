using RoCL.Attacks.Gradient;
using RoCL.Core.Evaluation;
using RoCL.Evaluations.FineTuning;
using RoCL.Evaluations.Linear;
using RoCL.Losses.Supervised;
using Shared.Toys;

namespace Components.Tests.Evaluations;

/// <summary>
/// Protocols on an encoder whose features tell the classes apart, so that what they should find is
/// known.
/// </summary>
public sealed class EvaluationTests
{
    private static readonly Pgd Attack = new(Iterations: 5, RelativeStep: 0.4);

    private static readonly IReadOnlyList<ThreatModel> Threats = [new LInf(0), new LInf(0.05), new LInf(0.5)];

    private static IEnumerable<IEvaluation> Protocols =>
        [
            new LinearEvaluation(Epochs: 40, Batch: 16, Rate: 1, Attack: Attack, Threats: Threats),
            new RobustLinearEvaluation(Attack, new LInf(0.05), Threats, Epochs: 20, Batch: 16, Rate: 1),
            new Neighbours(K: 10, Attack: Attack, Threats: Threats),
            new TrainedHead(Attack: Attack, Threats: Threats),
            new FineTuning(Epochs: 30, Batch: 16, Rate: 1, TestAttack: Attack, Threats: Threats),
            new FineTuning(Attack: Attack, Threat: new LInf(0.05), Epochs: 20, Batch: 16, Rate: 1, Threats: Threats),
            new FineTuning(new Trades(), Attack, new LInf(0.05), Epochs: 20, Batch: 16, Rate: 0.3, Threats: Threats),
        ];

    // Each protocol's evaluation, undisturbed and once for all that is asked about it.
    private static readonly Dictionary<IEvaluation, (EvaluationResult Result, ToyHost Host, Bench Bench)> Undisturbed =
    [];

    private static (EvaluationResult Result, ToyHost Host, Bench Bench) Whole(IEvaluation protocol)
    {
        if (Undisturbed.TryGetValue(protocol, out var known))
            return known;
        var host = new ToyHost();
        var bench = ToyBench.New(host);
        return Undisturbed[protocol] = (protocol.Evaluate(bench), host, bench);
    }

    [TestCaseSource(nameof(Protocols))]
    public void What_can_be_told_apart_is_and_what_an_attack_can_change_is_lost(IEvaluation protocol)
    {
        var result = Whole(protocol).Result;
        Assert.That(
            result.Conditions.Select(condition => condition.Name),
            Is.EqualTo(new[] { "clean", "PGD-5 linf 0", "PGD-5 linf 0.05", "PGD-5 linf 0.5" })
        );
        Assert.That(result.Conditions.Select(condition => condition.Correct.Count), Is.All.EqualTo(30));
        Assert.That(Share(result, 0), Is.EqualTo(1));
        Assert.That(Share(result, 1), Is.EqualTo(1), "no room to move");
        Assert.That(Share(result, 2), Is.EqualTo(1), "classes are further apart than that");
        Assert.That(Share(result, 3), Is.LessThan(0.5), "half of all brightness turns any class into another");
    }

    [TestCaseSource(nameof(Protocols))]
    public void The_same_seed_finds_the_same(IEvaluation protocol)
    {
        var first = Whole(protocol).Result;
        var second = protocol.Evaluate(ToyBench.New());
        Assert.That(
            first.Conditions.Select(condition => condition.Correct),
            Is.EqualTo(second.Conditions.Select(condition => condition.Correct))
        );
    }

    [TestCaseSource(nameof(Protocols))]
    public void Data_without_labels_is_refused(IEvaluation protocol) =>
        Assert.That(
            Assert
                .Throws<ProblemException>(() => protocol.Evaluate(ToyBench.New(settings: "data.labelled=false")))!
                .Problem.Code,
            Is.EqualTo("ROCL0510")
        );

    [TestCaseSource(nameof(Protocols))]
    public void Images_of_other_classes_than_those_that_are_trained_on_are_refused(IEvaluation protocol)
    {
        var train = (PixelImages)new ToyBrightness().Open(Split.Train);
        var bench = ToyBench
            .New()
            .On("elsewhere", train with { Classes = ["cluster 0", "cluster 1", "cluster 2"] }, train);
        var problem = Assert.Throws<ProblemException>(() => protocol.Evaluate(bench))!.Problem;
        Assert.That(problem.Code, Is.EqualTo("ROCL0519"));
        Assert.That(problem.What, Does.Contain("cluster 0").And.Contain("dark"));
    }

    [TestCaseSource(nameof(Protocols))]
    public void Progress_is_reported_for_every_condition(IEvaluation protocol) =>
        Assert.That(Whole(protocol).Host.Stages, Is.SupersetOf(new[] { "clean", "PGD-5 linf 0.5" }));

    [TestCaseSource(nameof(Protocols))]
    public void One_that_is_stopped_goes_on_where_it_was_and_finds_the_same(IEvaluation protocol)
    {
        var (whole, stopped) = (Whole(protocol).Result, new ToyHost { StopAfter = 3 });
        Assert.Throws<OperationCanceledException>(() => protocol.Evaluate(ToyBench.New(stopped)));
        var rest = stopped.GoingOn();
        var result = protocol.Evaluate(ToyBench.New(rest));
        Assert.That(
            result.Conditions.Select(condition => condition.Correct),
            Is.EqualTo(whole.Conditions.Select(condition => condition.Correct))
        );
        Assert.That(rest.Kept, Is.LessThan(Whole(protocol).Host.Kept), "what was finished is not done again");
    }

    [TestCaseSource(nameof(Protocols))]
    public void Every_attacked_classifier_is_held_against_five_signs_of_masking(IEvaluation protocol) =>
        Assert.That(
            Whole(protocol).Bench.Evidence.Single().Flags.Select(flag => flag.Code),
            Is.EqualTo(new[] { "ROCL0521", "ROCL0522", "ROCL0523", "ROCL0524", "ROCL0525" })
        );

    [Test]
    public void Without_an_attack_clean_accuracy_alone_is_measured() =>
        Assert.That(
            new LinearEvaluation(Epochs: 5).Evaluate(ToyBench.New()).Conditions.Select(condition => condition.Name),
            Is.EqualTo(new[] { "clean" })
        );

    [Test]
    public void An_image_that_is_wrong_untouched_stays_wrong_under_attack()
    {
        var result = new LinearEvaluation(Epochs: 1, Rate: 1e-6, Attack: Attack, Threats: Threats).Evaluate(
            ToyBench.New()
        );
        var clean = result.Conditions[0].Correct;
        foreach (var condition in result.Conditions)
            Assert.That(condition.Correct.Zip(clean).Where(image => image.First && !image.Second), Is.Empty);
    }

    [Test]
    public void One_neighbour_votes_for_its_own_class() =>
        Assert.That(Share(new Neighbours(K: 1).Evaluate(ToyBench.New()), 0), Is.EqualTo(1));

    private static double Share(EvaluationResult result, int condition) =>
        result.Conditions[condition].Correct.Average(correct => correct ? 1.0 : 0);
}
