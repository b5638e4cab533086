using Fidelity.Tests.Components;
using Fidelity.Tests.Networks;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Core.Models;
using RoCL.Research;

namespace Fidelity.Tests.Methods;

/// <summary>FARE's loss, by its own recipe, and its attack: Schlarmann et al. 2024.</summary>
public sealed class FareFidelity
{
    [GoldenFiles("fare_loss")]
    public void The_loss_and_its_gradient_agree(string name)
    {
        var golden = Golden.Open(name);
        var (loss, gradient) = Step(golden);
        var count = golden.Whole("images");
        Agreement.Relative(tensor((float)loss), golden["loss"], 1e-6, "loss");
        Agreement.Relative(
            gradient.narrow(0, count, count),
            golden["grad.embeddings_adversarial"],
            1e-5,
            "gradient, attacked"
        );
    }

    [GoldenFiles("fare_loss")]
    public void With_a_second_term_for_clean_images_the_total_and_its_gradients_agree(string name)
    {
        var golden = Golden.Open(name);
        var weight = golden.Number("clean_weight");
        var (loss, gradient) = Step(
            golden,
            FormattableString.Invariant($"loss.0.weight={1 - weight}"),
            "loss.1={\"use\":\"squared-l2\",\"views\":[\"image\",\"image@original\"]}",
            FormattableString.Invariant($"loss.1.weight={weight}")
        );
        var count = golden.Whole("images");
        Agreement.Relative(tensor((float)loss), golden["total"], 1e-6, "total");
        Agreement.Relative(
            gradient.narrow(0, 0, count),
            golden["grad_of_total.embeddings_clean"],
            1e-5,
            "gradient, clean"
        );
        Agreement.Relative(
            gradient.narrow(0, count, count),
            golden["grad_of_total.embeddings_adversarial"],
            1e-5,
            "gradient, attacked"
        );
    }

    [GoldenFiles("fare_loss")]
    public void What_the_attack_raises_agrees_image_by_image(string name)
    {
        var golden = Golden.Open(name);
        var embeddings = golden["embeddings_adversarial"].clone().requires_grad_();
        var losses = new SquaredL2().Of([embeddings, golden["original"]]);
        Agreement.Relative(losses.detach(), golden["loss_per_image"], 1e-6, "loss of each image");
        losses.sum().backward();
        Agreement.Relative(embeddings.grad!, golden["grad_of_sum.embeddings_adversarial"], 1e-5, "gradient");
    }

    [GoldenFiles("fare_attack")]
    public void The_attacked_images_agree(string name)
    {
        var golden = Golden.Open(name);
        var clean = golden["images"];
        var objective = Objective(golden);
        Agreement.Relative(
            objective.Losses(clean + golden["start"]).mean(),
            golden["loss_at_start"],
            1e-5,
            "loss at the start"
        );
        Agreement.Relative(
            objective.Losses(golden["adversarial"]).mean(),
            golden["loss_at_end"],
            1e-5,
            "loss at the end"
        );
        Agreement.Absolute(Attacked(golden), golden["adversarial"], 1e-5, "attacked images");
    }

    // Image i is a single pixel of level i: clean images come first, attacked ones after them.
    private static RowGradient Step(Golden golden, params string[] settings)
    {
        var count = golden.Whole("images");
        var original = golden["original"];
        var step = new GivenRowsStep(
            cat([golden["embeddings_clean"], golden["embeddings_adversarial"]]),
            cat([original, original])
        );
        var catalogue = new TestCatalogue();
        var recipe = catalogue.Research(
            "fare",
            [
                .. step.Settings,
                "views.image.augment={\"use\":\"given-view\",\"name\":\"clean\"}",
                "views.adv.attack=given-attack",
                "views.adv.threat.linf=1",
                $"train.batch={count}",
                .. settings,
            ]
        );
        var views = new Dictionary<string, Tensor>
        {
            ["clean"] = GivenRowsStep.Images(0, count),
            ["adversarial"] = GivenRowsStep.Images(count, count),
        };
        return step.Take(catalogue, recipe, "original", views);
    }

    private static Tensor Attacked(Golden golden)
    {
        var attack = new MomentumPgd(golden.Whole("iterations"), golden.Number("step"), golden.Number("momentum"));
        var radius = golden.Number("epsilon");
        ThreatModel threat = golden.Text("norm") == "linf" ? new LInf(radius) : new ProjectedThenClipped(radius);
        var clean = golden["images"];
        return attack.From(clean + golden["start"], clean, Objective(golden), threat);
    }

    private static NetworkObjective Objective(Golden golden)
    {
        var network = new LeakyNetwork(golden, "");
        var original = golden["original"];
        return new(
            network.Features,
            embeddings => new SquaredL2().Of([embeddings, original]),
            original.shape[0],
            null,
            NetworkObjective.Nothing(original.shape[0])
        );
    }

    // Theirs is projected into the ball and then clipped, which is not the farthest point inside
    // both that ours takes.
    private sealed record ProjectedThenClipped(double Epsilon) : ThreatModel(Epsilon)
    {
        private readonly L2 _ball = new(Epsilon);

        public override string Norm => "l2";

        public override Tensor Project(Tensor moved, Tensor clean)
        {
            var movement = moved - clean;
            var length = movement.square().sum([1, 2, 3], keepdim: true).sqrt();
            return (clean + movement * (Radius / length.clamp_min(Radius))).clamp(0, 1);
        }

        public override Tensor SteepestDirection(Tensor gradient, Tensor point) =>
            _ball.SteepestDirection(gradient, point);

        public override Tensor RandomPoint(Tensor clean, Rng random) => _ball.RandomPoint(clean, random);

        public override Tensor Distance(Tensor moved, Tensor clean) => _ball.Distance(moved, clean);
    }
}
