using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Losses.NtXent;
using RoCL.Research;

namespace Fidelity.Tests.Methods;

/// <summary>AIR's loss, its parts and its gradients, against the authors' code.</summary>
public sealed class AirFidelity
{
    private static readonly string[] Views = ["view1", "view2", "original", "adversarial1", "adversarial2"];

    private static Air Released(Golden golden) =>
        new(
            golden.Number("temperature"),
            golden.Number("lambda1"),
            golden.Number("lambda2"),
            golden.Number("weight"),
            AsReleased: true
        );

    [GoldenFiles("air_loss")]
    public void The_loss_and_its_gradients_agree(string name)
    {
        var golden = Golden.Open(name);
        var views = Views.Select(view => golden[view].clone().requires_grad_()).ToList();
        var loss = Released(golden).Of(new LossInput(views));
        autograd.backward([loss], inputs: views);
        Agreement.Absolute(loss, golden["loss"], 1e-5, "loss");
        foreach (var (view, z) in Views.Zip(views))
            Agreement.Absolute(z.grad!, golden[$"grad.{view}"], 1e-5, $"gradient of {view}");
    }

    [GoldenFiles("air_loss")]
    public void Every_part_agrees(string name)
    {
        var golden = Golden.Open(name);
        var air = Released(golden);
        var z = Views.Select(view => nn.functional.normalize(golden[view], dim: 1)).ToList();
        Agreement.Absolute(air.Contrast(z[0], z[1]), golden["contrastive"], 1e-5, "contrast");
        Agreement.Absolute(air.Contrast(z[3], z[4]), golden["adversarial_contrastive"], 1e-5, "contrast under attack");
        Agreement.Absolute(air.StandardInvariance(z[0], z[1], z[2]), golden["standard_invariance"], 1e-5, "invariance");
        Agreement.Absolute(
            air.AdversarialInvariance(z[0], z[1], z[2], z[3], z[4]),
            golden["adversarial_invariance"],
            1e-5,
            "invariance under attack"
        );
    }

    [Test]
    public void Without_invariance_it_is_the_contrast_of_both_pairs()
    {
        var z = Drawn();
        var clean = new NtXent().Of([z[0], z[1]]).mean();
        var attacked = new NtXent().Of([z[3], z[4]]).mean();
        Agreement.Absolute(
            new Air(Standard: 0, Adversarial: 0, Balance: 0.25).Of(new LossInput(z)),
            0.75 * clean + 1.25 * attacked,
            1e-5,
            "loss"
        );
    }

    [Test]
    public void Two_views_alike_have_no_style_left_to_be_invariant_to()
    {
        var z = Drawn();
        var alike = new Air(Standard: 7, Adversarial: 7).Of(new LossInput([z[0], z[0], z[2], z[3], z[3]]));
        Agreement.Absolute(
            alike,
            new Air(Standard: 0, Adversarial: 0).Of(new LossInput([z[0], z[0], z[2], z[3], z[3]])),
            1e-5,
            "loss"
        );
        Assert.That(
            new Air(Standard: 1, Adversarial: 0).Of(new LossInput(z)).item<float>(),
            Is.GreaterThan(new Air(Standard: 0, Adversarial: 0).Of(new LossInput(z)).item<float>())
        );
    }

    [Test]
    public void Other_than_five_views_and_views_of_unlike_shape_are_refused()
    {
        var z = Drawn();
        Assert.That(
            () => new Air().Of(new LossInput(z[..4])),
            Throws.TypeOf<ProblemException>().With.Message.StartsWith("ROCL0301 air")
        );
        Assert.That(
            () => new Air().Of(new LossInput([.. z[..4], z[4][..3]])),
            Throws.TypeOf<ProblemException>().With.Message.StartsWith("ROCL0302 air")
        );
    }

    private static Tensor[] Drawn()
    {
        using var generator = new Generator(5, CPU);
        return [.. Views.Select(_ => randn([6, 8], generator: generator))];
    }
}
