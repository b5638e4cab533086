using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Losses.NtXent;
using RoCL.Research;

namespace Fidelity.Tests.Methods;

/// <summary>
/// A-InfoNCE, its values and gradients, against the authors' code, in both forms.
/// </summary>
public sealed class AInfoNceFidelity
{
    private const double Tolerance = 1e-5;

    [GoldenFiles("ainfonce_rocl_")]
    public void On_RoCL_the_loss_and_its_gradients_agree(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        var rows = golden["embeddings"].clone().requires_grad_();
        // The attacked view is the last there, too.
        var loss = Given(golden, onAdvCl: false).Of(rows.chunk(golden.Whole("views"))).mean();
        autograd.backward([loss], inputs: [rows]);
        Agreement.Absolute(loss, golden["loss"], Tolerance, "loss");
        Agreement.Absolute(rows.grad!, golden["grad.embeddings"], Tolerance, "gradient");
    }

    // The embeddings of the file are of unit length, and its gradient is the one before any
    // normalisation; ours is behind one, which takes away what points along the embedding.
    [GoldenFiles("ainfonce_advcl_")]
    public void On_AdvCL_the_loss_and_its_gradients_agree(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        var embeddings = golden["embeddings"].clone().requires_grad_();
        var views = embeddings.unbind(1);
        var loss = Given(golden, onAdvCl: true).Of([.. views.Skip(1), views[0]]).mean();
        autograd.backward([loss], inputs: [embeddings]);
        Agreement.Absolute(loss, golden["loss"], Tolerance, "loss");

        var theirs = golden["grad.embeddings"];
        var along = (theirs * embeddings).sum(-1, keepdim: true) * embeddings;
        Agreement.Absolute(embeddings.grad!, (theirs - along).detach(), Tolerance, "gradient");
    }

    [Test]
    public void Without_both_of_its_parts_it_is_NT_Xent_with_one_sided_gradients()
    {
        using var scope = NewDisposeScope();
        var views = Drawn(3);
        var loss = new AInfoNce(InferiorPositives: false, HardNegatives: false).Of(views);
        Agreement.Absolute(loss, new NtXent(DetachOthers: true).Of(views), Tolerance, "loss");
    }

    [Test]
    public void The_smaller_the_degree_the_less_the_unattacked_views_move()
    {
        using var scope = NewDisposeScope();
        Assert.That(GradientOfUnattacked(0), Is.LessThan(GradientOfUnattacked(0.5)));
        Assert.That(GradientOfUnattacked(0.5), Is.LessThan(GradientOfUnattacked(1)));
    }

    [Test]
    public void Views_of_unlike_shape_and_a_single_view_are_refused()
    {
        using var scope = NewDisposeScope();
        var views = Drawn(3);
        Assert.That(
            () => new AInfoNce().Of([views[0]]),
            Throws.TypeOf<ProblemException>().With.Message.StartsWith("ROCL0301 a-infonce")
        );
        Assert.That(
            () => new AInfoNce().Of([views[0], views[1][..2]]),
            Throws.TypeOf<ProblemException>().With.Message.StartsWith("ROCL0302 a-infonce")
        );
    }

    private static AInfoNce Given(Golden golden, bool onAdvCl)
    {
        var isInferior = golden.Flag("inferior_positives");
        var isHard = golden.Flag("hard_negatives");
        var loss = new AInfoNce(golden.Number("temperature"), isInferior, isHard, OnAdvCl: onAdvCl);
        loss = loss with { AdversarialWeight = golden.Number("adversarial_weight") };
        if (isInferior)
            loss = loss with { Degree = golden.Number("stop_gradient_degree") };
        if (isHard)
            loss = loss with { TauPlus = golden.Number("tau_plus"), Beta = golden.Number("beta") };
        return loss;
    }

    // The views alike but for little, the attacked one far away.
    private static double GradientOfUnattacked(double degree)
    {
        var views = Drawn(3);
        var clean = views[0].clone().requires_grad_();
        var loss = new AInfoNce(Degree: degree, HardNegatives: false).Of([clean, clean.detach(), views[2]]).sum();
        autograd.backward([loss], inputs: [clean]);
        return clean.grad!.norm().item<float>();
    }

    private static Tensor[] Drawn(int views)
    {
        using var generator = new Generator(5, CPU);
        return [.. Enumerable.Range(0, views).Select(_ => randn([6, 8], generator: generator))];
    }
}
