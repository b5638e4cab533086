using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Core.Models;
using RoCL.Research;

namespace Fidelity.Tests.Methods;

/// <summary>
/// ATTA's carried perturbations through crops and flips, epoch after epoch, against the authors'
/// code; and what the attack does with the view's own crop.
/// </summary>
public sealed class AttaFidelity
{
    [GoldenFiles("atta_")]
    public void Attacked_views_and_carried_images_agree_in_every_epoch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        var attack = new Atta(
            golden.Whole("iterations"),
            golden.Number("step"),
            golden.Whole("padding"),
            golden.Number("start_noise"),
            golden.Whole("reset_every"),
            Half: false
        );
        // What is carried is 1e-3 at first and its divergence flat: in single precision, the
        // difference of two images would decide signs by its rounding.
        Tensor Of(string tensor) => golden[tensor].to(ScalarType.Float64);
        var natural = Of("natural");
        var images = golden.Whole("images");
        var indices = arange(images);
        // The authors carry the padded image; the perturbation is what it has more than the clean
        // one.
        var state = TensorState
            .Empty.With(Atta.Perturbation, Of("accumulated") - natural)
            .With(Atta.Visits, zeros([images], ScalarType.Byte));
        for (var epoch = 0; epoch < golden.Whole("epochs"); epoch++)
        {
            var window = CropWindow.At(
                golden[$"crop_row.{epoch}"],
                golden[$"crop_column.{epoch}"],
                golden[$"flipped.{epoch}"].eq(1),
                zeros(images, 3, golden.Whole("window"), golden.Whole("window")),
                golden.Whole("padding")
            );
            var clean = window.Of(natural);
            var input = new AttackInput(
                clean,
                Objective(golden, clean),
                new LInf(golden.Number("epsilon")),
                new Rng(new Seed(1), images),
                indices
            );
            var taken = attack.Perturb(state, input, window);
            state = taken.Next;
            Agreement.Absolute(
                taken.Images.to(ScalarType.Float32),
                golden[$"adversarial.{epoch}"],
                1e-5,
                $"attacked view {epoch}"
            );
            var carried = natural + state[Atta.Perturbation];
            Agreement.Absolute(
                carried.to(ScalarType.Float32),
                golden[$"accumulated.{epoch}"],
                1e-5,
                $"carried images {epoch}"
            );
        }
    }

    [Test]
    public void The_crop_of_the_view_is_drawn_again_and_undone()
    {
        using var scope = NewDisposeScope();
        var images = rand(3, 2, 8, 8);
        var crop = new PaddedCrop(Padding: 2, Fill: 0);
        var random = new Rng(new Seed(3), 3);
        var view = crop.Apply(images, random.For("crop"));
        var window = CropWindow.Draw(random.For("crop"), images, 2);
        var padded = nn.functional.pad(images, [2, 2, 2, 2]);
        Assert.That(window.Of(padded).equal(view).all().item<bool>(), "the same window");
        Assert.That(window.Written(padded, view).equal(padded).all().item<bool>(), "and back");
        Assert.That(view.equal(images).all().item<bool>(), Is.False);
    }

    [Test]
    public void It_begins_where_it_ended_until_it_begins_anew_and_keeps_half_precision()
    {
        using var scope = NewDisposeScope();
        var attack = new Atta(Step: 0.01, Padding: 1, Start: 0, Reset: 2);
        var state = attack.Begin(new StateShape(1, [3], new(1, 4, 4), 5, 2, CPU, new Seed(1)));
        Assert.That(state[Atta.Perturbation].dtype, Is.EqualTo(ScalarType.Float16));
        var clean = full([2, 1, 4, 4], 0.5);
        var farthest = new List<float>();
        for (var visit = 0; visit < 4; visit++)
        {
            var objective = new NetworkObjective(
                x => x.flatten(1),
                x => x.sum(1),
                2,
                null,
                NetworkObjective.Nothing(2)
            );
            var input = new AttackInput(
                clean,
                objective,
                new LInf(0.1),
                new Rng(new Seed(visit), 2),
                tensor(new long[] { 1, 4 })
            );
            var taken = attack.Perturb(state, input);
            state = taken.Next;
            farthest.Add((taken.Images - clean).abs().max().item<float>());
        }

        Assert.That(farthest, Is.EqualTo(new[] { 0.01f, 0.02f, 0.01f, 0.02f }).Within(1e-4), "anew after two visits");
        Assert.That(state[Atta.Visits].data<byte>().ToArray(), Is.EqualTo(new byte[] { 0, 2, 0, 0, 2 }));
    }

    [Test]
    public void Another_padding_and_several_views_are_refused_in_words()
    {
        using var scope = NewDisposeScope();
        var attack = new Atta(Padding: 1);
        var state = attack.Begin(new StateShape(1, [3], new(1, 4, 4), 5, 2, CPU, new Seed(1)));
        var input = new AttackInput(
            zeros(2, 1, 4, 4),
            new NetworkObjective(x => x.flatten(1), x => x.sum(1), 2, null, NetworkObjective.Nothing(2)),
            new LInf(0.1),
            new Rng(new Seed(1), 2),
            arange(2)
        );
        string CodeOf(params IReadOnlyList<IReadOnlyList<AppliedAugmentation>> applied) =>
            Assert
                .Throws<ProblemException>(() => attack.Perturb(state, input with { Augmentations = applied }))!
                .Problem.Code;
        Assert.That(CodeOf([], []), Is.EqualTo("ATTA0001"));
        Assert.That(CodeOf([new AppliedAugmentation(new PaddedCrop(2), input.Random)]), Is.EqualTo("ATTA0002"));
    }

    private static NetworkObjective Objective(Golden golden, Tensor clean)
    {
        Tensor Weight(string tensor) => golden[tensor].to(clean.dtype);
        Tensor Network(Tensor images)
        {
            var activations = nn.functional.conv2d(
                images,
                Weight("conv.weight"),
                Weight("conv.bias"),
                strides: [golden.Whole("convolution_stride"), golden.Whole("convolution_stride")],
                padding: [golden.Whole("convolution_padding"), golden.Whole("convolution_padding")]
            );
            var leaky = nn.functional.leaky_relu(activations, golden.Number("negative_slope"));
            return nn.functional.linear(leaky.flatten(1), Weight("fc.weight"), Weight("fc.bias"));
        }

        Tensor CrossEntropy(Tensor logits) =>
            nn.functional.cross_entropy(logits, golden["labels"], reduction: nn.Reduction.None);
        Tensor Divergence(Tensor logits)
        {
            var target = Network(clean).detach();
            return (target.softmax(1) * (target.log_softmax(1) - logits.log_softmax(1))).sum(1);
        }

        var isCrossEntropy = golden.Text("objective").StartsWith("cross entropy", StringComparison.Ordinal);
        var rows = clean.shape[0];
        return new(Network, isCrossEntropy ? CrossEntropy : Divergence, rows, null, NetworkObjective.Nothing(rows));
    }
}
