using Fidelity.Tests.Networks;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Attacks.Gradient;
using RoCL.Core.Models;
using TorchSharp;

namespace Fidelity.Tests.Attacks;

/// <summary>
/// The test attack: PGD against cross-entropy through the whole network, in evaluation mode.
/// </summary>
public sealed class PgdFidelity
{
    [GoldenFiles("pgd_cross_entropy")]
    public void The_attacked_images_agree(string name)
    {
        var golden = Golden.Open(name);
        using var network = Network(golden);
        var attack = Attack(golden, network);
        var logits = attack.Objective.Outputs(golden["adversarial"]);
        Agreement.Relative(logits, golden["adversarial_logits"], 1e-5, "logits");
        attack.Agrees(golden["adversarial"], "adversarial images");
    }

    [GoldenFiles("pgd_cross_entropy")]
    public void Other_figures_are_taken_neither_for_rounding_nor_for_lacking_taps(string name)
    {
        var golden = Golden.Open(name);
        using var network = Network(golden);
        var file = Attack(golden, network);
        // Few steps, after which no pixel has reached the ball.
        var pgd = (Pgd)file.Attack with
        {
            Iterations = 3,
        };
        var attack = file with { Attack = pgd, Threat = new LInf(4 * pgd.Step) };
        var right = attack.Perturb();
        void Refused(TinyNetworkAttack wrong, string what) =>
            Assert.That(wrong.Objections(right, what), Is.Not.Empty, what);

        Assert.That(attack.Objections(right, "the attack itself"), Is.Empty);
        Refused(attack with { Attack = pgd with { Step = -pgd.Step } }, "the wrong sign");
        Refused(attack with { Attack = pgd with { Step = 1.01 * pgd.Step } }, "a larger step");
        Refused(attack with { Attack = pgd with { Iterations = 2 } }, "a step less");
        Refused(attack with { Threat = new LInf(2.9 * pgd.Step) }, "a smaller ball");
    }

    [GoldenFiles("pgd_cross_entropy")]
    public void The_gradient_in_channels_last_float32_is_that_of_float64(string name)
    {
        var golden = Golden.Open(name);
        using var network = Network(golden);
        var objective = Objective(network, golden["labels"]);
        var ours = objective.At(golden["images"]).Gradient;
        network.to(ScalarType.Float64);
        var exact = (objective with { Network = network.call }).At(golden["images"].to(ScalarType.Float64)).Gradient;
        Agreement.Relative(ours, exact.to(ScalarType.Float32), 1e-5, "gradient");
    }

    private static TinyNetworkAttack Attack(Golden golden, nn.Module<Tensor, Tensor> network) =>
        new(
            new Pgd(golden.Whole("iterations"), golden.Number("step"), RandomStart: golden.Flag("random_start")),
            Objective(network, golden["labels"]),
            golden["images"],
            new LInf(golden.Number("epsilon")),
            network.state_dict()
        );

    private static TorchSharp.Modules.Sequential Network(Golden golden)
    {
        var head = nn.Linear(golden["head.weight"].shape[1], golden["head.weight"].shape[0]);
        ModuleWeights.Load(head, golden, "head");
        var network = nn.Sequential(("encoder", TinyNetwork.Load(golden, "encoder")), ("head", head));
        network.eval();
        return network;
    }

    private static NetworkObjective Objective(nn.Module<Tensor, Tensor> network, Tensor labels) =>
        new(
            images => network.call(Layout.ChannelsLast(images)),
            logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
            labels.shape[0],
            labels,
            NetworkObjective.Nothing(labels.shape[0])
        );
}
