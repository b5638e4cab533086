using RoCL.Attacks.Gradient;
using RoCL.Core.Models;
using TorchSharp;

namespace Fidelity.Tests;

/// <summary>
/// The test attack: PGD against cross-entropy through the whole network, in eval mode.
/// </summary>
public sealed class PgdFidelity
{
    private static IEnumerable<string> Files => Golden.Named("pgd_cross_entropy");

    [TestCaseSource(nameof(Files))]
    public void The_attacked_images_agree(string name)
    {
        var golden = Golden.Open(name);
        using var encoder = new TinyNetwork().Build(new(3, 12, 12));
        using var head = nn.Linear(golden["head.weight"].shape[1], golden["head.weight"].shape[0]);
        Weights.Load(encoder, golden, "encoder");
        Weights.Load(head, golden, "head");
        encoder.eval();
        Tensor Network(Tensor images) => head.call(encoder.call(images));
        var (images, labels) = (golden["images"], golden["labels"]);
        Tensor Loss(Tensor logits) => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None);
        var objective = new NetworkObjective(
            x => Network(Layout.ChannelsLast(x)),
            Loss,
            labels.shape[0],
            labels,
            NetworkObjective.Nothing(labels.shape[0])
        );
        var pgd = new Pgd(
            (int)golden.Number("iterations"),
            golden.Number("step"),
            RandomStart: bool.Parse(golden.Text("random_start"))
        );
        Agreement.Relative(objective.Outputs(golden["adversarial"]), golden["adversarial_logits"], 1e-5, "logits");
        Agreement.Attacked(
            pgd,
            golden["adversarial"],
            images,
            new LInf(golden.Number("epsilon")),
            objective,
            "adversarial images"
        );

        var ours = objective.At(images).Gradient;
        encoder.to(ScalarType.Float64);
        head.to(ScalarType.Float64);
        var exact = (objective with { Network = Network }).At(images.to(ScalarType.Float64)).Gradient;
        Agreement.Relative(ours, exact.to(ScalarType.Float32), 1e-5, "the gradient beside that of float64");
    }
}
