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

    private static readonly LInf Wider = new(0.2);

    private static readonly FineTuning Standard = new(
        Epochs: 20,
        Batch: 20,
        Rate: 0.05,
        TestAttack: Attack,
        Threats: [Wider]
    );

    [TestCase(true)]
    [TestCase(false)]
    public void Trades_holds_more_images_than_the_same_whose_attack_may_move_nothing(bool onePass)
    {
        var trades = Standard with { Loss = new Trades(OnePass: onePass), Attack = Attack, Threat = Wider };
        var still = trades with { Threat = new LInf(0) };
        var held = Right(trades.Evaluate(Bench()), 1);
        Assert.That(held, Is.GreaterThan(Right(still.Evaluate(Bench()), 1) + 4), "of 30");
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
