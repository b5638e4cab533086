using RoCL.Contracts.Testing;
using static TorchSharp.torch.nn;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of encoders and of heads, components that break it.</summary>
public sealed class BrokenNetworks
{
    private const string TwoImages = "2 images of 1x28x28, seed ";
    private const string TwoRows = "2 rows of 8 features, 2 classes";

    private static Tensor Pooled(Tensor x) =>
        functional.adaptive_avg_pool2d(x.flatten(1).unsqueeze(1).unsqueeze(1), [1, 6]).flatten(1);

    private static readonly Broken<IEncoder>[] Encoders =
    [
        new(EncoderLaws.GivesFeatures, new LayerEncoder(() => x => x), TwoImages, "came back for 1 rows"),
        new(
            EncoderLaws.GivesFeatures,
            new LayerEncoder(() =>
                x => Pooled(x).t().mm(Pooled(x)).narrow(0, 0, 1).expand(x.shape[0], -1)[.., ..(int)x.shape[0]]
            ),
            TwoImages,
            "1 features for one image, 2 for 2"
        ),
        new(
            EncoderLaws.IsPureInEvalMode,
            new LayerEncoder(() => x => Pooled(x) - Pooled(x).mean([0])),
            TwoImages,
            "alone and among others"
        ),
        new(
            EncoderLaws.IsPureInEvalMode,
            new LayerEncoder(() => x => Pooled(x.mul_(2))),
            TwoImages,
            "the inputs before and after"
        ),
        new(EncoderLaws.IsPureInEvalMode, new LayerEncoder(() => x => Pooled(x) + rand(1)), TwoImages, "a second time"),
        new(EncoderLaws.HasAllItsState, new LayerEncoder(() => Hidden(randn(6))), TwoImages, "given its state"),
        new(EncoderLaws.LetsTheGradientThrough, new LayerEncoder(() => x => Pooled(x.detach())), TwoImages, "cut off"),
        new(
            EncoderLaws.LetsTheGradientThrough,
            new LayerEncoder(() => x => Pooled(x).sqrt() * 0 + Pooled(x).sub(Pooled(x).detach()).sqrt()),
            TwoImages,
            "not finite"
        ),
        new(EncoderLaws.FollowsTheSeed, new OwnGenerator(), TwoImages, "before and after"),
        new(
            EncoderLaws.TakesAnyLayout,
            new LayerEncoder(() =>
                x => Pooled(x.as_strided(x.contiguous().shape, [x.numel() / x.shape[0], 1, x.shape[3], 1]))
            ),
            TwoImages,
            "they differ by"
        ),
        new(
            EncoderLaws.LeavesNoTensor,
            new LayerEncoder(() => x => Pooled(x).DetachFromDisposeScope() * 1),
            TwoImages,
            "1 native tensors"
        ),
    ];

    private static readonly Broken<IHead>[] Heads =
    [
        new(HeadLaws.GivesOutputs, new LayerHead(() => x => x.sum(1)), TwoRows, "came back for 1 rows"),
        new(HeadLaws.IsPureInEvalMode, new LayerHead(() => x => x - x.mean([0])), TwoRows, "alone and among others"),
        new(HeadLaws.HasAllItsState, new LayerHead(() => Hidden(randn(1))), TwoRows, "given its state"),
        new(HeadLaws.LetsTheGradientThrough, new LayerHead(() => x => x.detach()), TwoRows, "cut off"),
        new(HeadLaws.FollowsTheSeed, new OwnGenerator(), TwoRows, "before and after"),
        new(
            HeadLaws.LeavesNoTensor,
            new LayerHead(() => x => (x + 1).DetachFromDisposeScope() * 1),
            TwoRows,
            "1 native tensors"
        ),
    ];

    [TestCaseSource(nameof(Encoders))]
    public void Encoder_is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<IEncoder>)broken).Check();

    [TestCaseSource(nameof(Heads))]
    public void Head_is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<IHead>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_component()
    {
        Assert.That(Encoders.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(EncoderLaws.All));
        Assert.That(Heads.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(HeadLaws.All));
    }

    // A weight that is in no state dictionary.
    private static Func<Tensor, Tensor> Hidden(Tensor weight)
    {
        var kept = weight.DetachFromDisposeScope();
        return x => (x.dim() == 4 ? Pooled(x) : x) * kept;
    }

    private sealed class Layer(Func<Tensor, Tensor> compute) : Module<Tensor, Tensor>("layer")
    {
        public override Tensor forward(Tensor input) => compute(input);
    }

    private sealed record LayerEncoder(Func<Func<Tensor, Tensor>> Layer) : IEncoder
    {
        public Module<Tensor, Tensor> Build(ImageShape shape) => new Layer(Layer());
    }

    private sealed record LayerHead(Func<Func<Tensor, Tensor>> Layer) : IHead
    {
        public Module<Tensor, Tensor> Build(int features, int classes) => new Layer(Layer());
    }

    private sealed record OwnGenerator : IEncoder, IHead
    {
        public Module<Tensor, Tensor> Build(ImageShape shape) =>
            Sequential(("flatten", Flatten()), ("linear", Drawn(shape.Channels * shape.Height * shape.Width)));

        public Module<Tensor, Tensor> Build(int features, int classes) => Drawn(features);

        private static Module<Tensor, Tensor> Drawn(int inputs)
        {
            var linear = Linear(inputs, 2);
            init.constant_(linear.weight, System.Random.Shared.NextDouble());
            return linear;
        }
    }
}
