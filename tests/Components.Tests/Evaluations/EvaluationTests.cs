using RoCL.Attacks.Gradient;
using RoCL.Core.Evaluation;
using RoCL.Evaluations.FineTuning;
using RoCL.Evaluations.Linear;
using RoCL.Losses.Supervised;
using Shared.Toys;

namespace Components.Tests.Evaluations;

/// <summary>
/// Protocols on an encoder with features that separate the classes, so that what they should find
/// is known.
/// </summary>
[TestFixtureSource(nameof(Protocols))]
public sealed class EvaluationTests(IEvaluation protocol)
{
    private static readonly Pgd Attack = new(Iterations: 5, RelativeStep: 0.4);

    private static readonly LInf Nowhere = new(0);

    private static readonly LInf Near = new(0.05);

    private static readonly LInf Far = new(0.5);

    private static readonly IReadOnlyList<ThreatModel> Threats = [Nowhere, Near, Far];

    // The evaluation, once and undisturbed.
    private readonly ToyHost _host = new();
    private Bench _bench = null!;
    private EvaluationResult _result = null!;

    private static IEnumerable<TestFixtureData> Protocols
    {
        get
        {
            var standard = new FineTuning(Epochs: 15, Batch: 16, Rate: 1, TestAttack: Attack, Threats: Threats);
            var adversarial = standard with { Attack = Attack, Threat = Near, TestAttack = null, Epochs = 8 };
            var trades = adversarial with { Loss = new Trades(), Rate = 0.3 };
            return
            [
                Case("linear", new LinearEvaluation(20, Batch: 16, Rate: 1, Attack: Attack, Threats: Threats)),
                Case("robust linear", new RobustLinearEvaluation(Attack, Near, Threats, null, 10, Batch: 16, Rate: 1)),
                Case("nearest neighbours", new Neighbours(K: 10, Attack: Attack, Threats: Threats)),
                Case("trained head", new TrainedHead(Attack: Attack, Threats: Threats)),
                Case("fine-tuning", standard),
                Case("adversarial fine-tuning", adversarial),
                Case("fine-tuning by TRADES", trades),
            ];
        }
    }

    [OneTimeSetUp]
    public void Evaluate()
    {
        _bench = ToyBench.New(_host);
        _result = protocol.Evaluate(_bench);
    }

    [Test]
    public void Separable_classes_are_found_and_what_an_attack_can_change_is_lost()
    {
        var conditions = _result.Conditions;
        Assert.That(
            conditions.Select(condition => condition.Name),
            Is.EqualTo(
                new[]
                {
                    "clean",
                    "PGD-5 (relativeStep 0.4) linf 0",
                    "PGD-5 (relativeStep 0.4) linf 0.05",
                    "PGD-5 (relativeStep 0.4) linf 0.5",
                }
            )
        );
        Assert.That(conditions.Select(condition => condition.Correct.Count), Is.All.EqualTo(30));
        Assert.That(Accuracy(conditions[0]), Is.EqualTo(1));
        Assert.That(Accuracy(conditions[1]), Is.EqualTo(1), "no room to move");
        Assert.That(Accuracy(conditions[2]), Is.EqualTo(1), "classes are further apart than that");
        Assert.That(Accuracy(conditions[3]), Is.LessThan(0.5), "half of all brightness turns any class into another");
    }

    [Test]
    public void The_same_seed_finds_the_same()
    {
        var again = protocol.Evaluate(Toy.Bench());
        Assert.That(Corrects(again), Is.EqualTo(Corrects(_result)));
    }

    [Test]
    public void Data_without_labels_is_refused()
    {
        var bench = Toy.Bench(settings: "data.labelled=false");
        var refused = Assert.Throws<ProblemException>(() => protocol.Evaluate(bench));
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0510"));
    }

    [Test]
    public void Images_of_other_classes_than_those_that_are_trained_on_are_refused()
    {
        var test = (PixelImages)new ToyBrightness().Open(Split.Train);
        var train = test with { Classes = ["cluster 0", "cluster 1", "cluster 2"] };
        var bench = ToyBench.New().On("elsewhere", train, test);
        var refused = Assert.Throws<ProblemException>(() => protocol.Evaluate(bench));
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0519"));
        Assert.That(refused.Problem.What, Does.Contain("cluster 0").And.Contain("dark"));
    }

    [Test]
    public void Progress_is_reported_for_every_condition() =>
        Assert.That(_host.Stages, Is.SupersetOf(new[] { "clean", "PGD-5 (relativeStep 0.4) linf 0.5" }));

    [Test]
    public void One_that_is_stopped_goes_on_where_it_was_and_finds_the_same()
    {
        var stopped = new ToyHost { StopAfter = 3 };
        Assert.Throws<OperationCanceledException>(() => protocol.Evaluate(ToyBench.New(stopped)));

        var rest = stopped.GoingOn();
        var result = protocol.Evaluate(ToyBench.New(rest));
        Assert.That(Corrects(result), Is.EqualTo(Corrects(_result)));
        Assert.That(rest.Kept, Is.LessThan(_host.Kept), "what was finished is not done again");
    }

    [Test]
    public void Every_attacked_condition_is_checked_for_six_signs_of_masking()
    {
        string[] codes = ["ROCL0521", "ROCL0522", "ROCL0523", "ROCL0524", "ROCL0525", "ROCL0550"];
        var attacked = _result.Conditions.Where(condition => condition.Threat is not null);
        Assert.That(
            _bench.Evidence.Select(evidence => evidence.Condition),
            Is.EqualTo(attacked.Select(condition => condition.Name))
        );
        Assert.That(
            _bench.Evidence.Select(evidence => evidence.Flags.Select(flag => flag.Code)),
            Is.All.EqualTo(codes).AsCollection
        );
    }

    private static TestFixtureData Case(string name, IEvaluation protocol) =>
        new TestFixtureData(protocol).SetArgDisplayNames(name);

    private static double Accuracy(Condition condition) => condition.Correct.Average(correct => correct ? 1.0 : 0);

    private static IEnumerable<IReadOnlyList<bool>> Corrects(EvaluationResult result) =>
        result.Conditions.Select(condition => condition.Correct);
}
