using RoCL.Attacks.Gradient;
using RoCL.Core.Evaluation;
using RoCL.Evaluations.FineTuning;
using RoCL.Losses.Supervised;
using Shared.Toys;

namespace Components.Tests.Evaluations;

/// <summary>Fine-tuning by TRADES.</summary>
public sealed class TradesTests
{
    private static readonly Pgd Attack = new(Iterations: 5, RelativeStep: 0.4);

    private static readonly LInf Wider = new(0.12);

    private static readonly FineTuning Standard = new(
        Epochs: 12,
        Batch: 20,
        Rate: 0.05,
        TestAttack: Attack,
        Threats: [Wider]
    );

    // What the same finds without an attack, once for all.
    private int _rightWithout;

    [OneTimeSetUp]
    public void Train_without_an_attack() => _rightWithout = Right(Standard.Evaluate(Bench()), 1);

    // In two passes the larger part for the divergence needs more epochs than these.
    [TestCase(6, true)]
    [TestCase(1, false)]
    public void Trades_holds_where_the_same_without_an_attack_is_lost(double beta, bool onePass)
    {
        var trades = Standard with { Loss = new Trades(beta, onePass), Attack = Attack, Threat = Wider };
        Assert.That(Right(trades.Evaluate(Bench()), 1), Is.GreaterThan(_rightWithout));
    }

    [TestCase(true, 1)]
    [TestCase(false, 2)]
    public void Trades_passes_clean_and_attacked_images_apart_or_together(bool onePass, int passes)
    {
        var host = new ToyHost();
        var trades = Standard with
        {
            Loss = new Trades(OnePass: onePass),
            Attack = Attack,
            Threat = new LInf(0.1),
            Epochs = 1,
            Batch = 60,
        };
        trades.Evaluate(Bench(host));
        var tracked = host.Find("network")!
            .Tensors.First(each => each.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .Value;
        Assert.That(tracked.item<long>(), Is.EqualTo(passes));
    }

    private static Bench Bench(ToyHost? host = null) =>
        Toy.Bench(
            host,
            "encoder=toy-convolution",
            "loss.0.head=projector",
            """heads={"classifier":"toy-as-it-is","projector":{"use":"mlp","layers":[8,8]}}"""
        );

    private static int Right(EvaluationResult result, int condition) =>
        result.Conditions[condition].Correct.Count(right => right);
}
