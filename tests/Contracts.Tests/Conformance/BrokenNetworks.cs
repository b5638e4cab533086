using RoCL.Contracts.Testing;
using static TorchSharp.torch.nn;

namespace Contracts.Tests.Conformance;

/// <summary>An encoder and a head for each law, that break it.</summary>
public sealed class BrokenNetworks
{
    private const string Small = "2 images of 1x28x28, seed ";
    private const string Few = "2 rows of 8 features, 2 classes";

    private static Tensor Pooled(Tensor x) =>
        functional.adaptive_avg_pool2d(x.flatten(1).unsqueeze(1).unsqueeze(1), [1, 6]).flatten(1);

    private static readonly Broken<IEncoder>[] Encoders =
    [
        new(EncoderLaws.GivesFeatures, new Net(_ => x => x), Small, "came back for 1 rows"),
        new(
            EncoderLaws.GivesFeatures,
            new Net(_ =>
                x => Pooled(x).t().mm(Pooled(x)).narrow(0, 0, 1).expand(x.shape[0], -1)[.., ..(int)x.shape[0]]
            ),
            Small,
            "1 features for one image, 2 for 2"
        ),
        new(
            EncoderLaws.IsPureInEvalMode,
            new Net(_ => x => Pooled(x) - Pooled(x).mean([0])),
            Small,
            "alone and among others"
        ),
        new(EncoderLaws.IsPureInEvalMode, new Net(_ => x => Pooled(x.mul_(2))), Small, "the inputs before and after"),
        new(EncoderLaws.IsPureInEvalMode, new Net(_ => x => Pooled(x) + rand(1)), Small, "a second time"),
        new(EncoderLaws.HasAllItsState, new Net(_ => Hidden(randn(6))), Small, "given its state"),
        new(EncoderLaws.LetsTheGradientThrough, new Net(_ => x => Pooled(x.detach())), Small, "cut off"),
        new(
            EncoderLaws.LetsTheGradientThrough,
            new Net(_ => x => Pooled(x).sqrt() * 0 + Pooled(x).sub(Pooled(x).detach()).sqrt()),
            Small,
            "not finite"
        ),
        new(EncoderLaws.FollowsTheSeed, new OwnDice(), Small, "before and after"),
        new(
            EncoderLaws.TakesAnyLayout,
            new Net(_ => x => Pooled(x.as_strided(x.contiguous().shape, [x.numel() / x.shape[0], 1, x.shape[3], 1]))),
            Small,
            "they differ by"
        ),
        new(
            EncoderLaws.LeavesNoTensor,
            new Net(_ => x => Pooled(x).DetachFromDisposeScope() * 1),
            Small,
            "1 native tensors"
        ),
    ];

    private static readonly Broken<IHead>[] Heads =
    [
        new(HeadLaws.GivesOutputs, new Top(() => x => x.sum(1)), Few, "came back for 1 rows"),
        new(HeadLaws.IsPureInEvalMode, new Top(() => x => x - x.mean([0])), Few, "alone and among others"),
        new(HeadLaws.HasAllItsState, new Top(() => Hidden(randn(1))), Few, "given its state"),
        new(HeadLaws.LetsTheGradientThrough, new Top(() => x => x.detach()), Few, "cut off"),
        new(HeadLaws.FollowsTheSeed, new OwnDice(), Few, "before and after"),
        new(HeadLaws.LeavesNoTensor, new Top(() => x => (x + 1).DetachFromDisposeScope() * 1), Few, "1 native tensors"),
    ];

    [TestCaseSource(nameof(Encoders))]
    public void Encoder_is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<IEncoder>)broken).Check();

    [TestCaseSource(nameof(Heads))]
    public void Head_is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<IHead>)broken).Check();

    [Test]
    public void Every_law_has_its_breaker()
    {
        Assert.That(Encoders.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(EncoderLaws.All));
        Assert.That(Heads.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(HeadLaws.All));
    }

    // A weight that no state dictionary knows.
    private static Func<Tensor, Tensor> Hidden(Tensor weight)
    {
        var kept = weight.DetachFromDisposeScope();
        return x => (x.dim() == 4 ? Pooled(x) : x) * kept;
    }

    private sealed class Layer(Func<Tensor, Tensor> how) : Module<Tensor, Tensor>("layer")
    {
        public override Tensor forward(Tensor input) => how(input);
    }

    private sealed record Net(Func<ImageShape, Func<Tensor, Tensor>> How) : IEncoder
    {
        public Module<Tensor, Tensor> Build(ImageShape shape) => new Layer(How(shape));
    }

    private sealed record Top(Func<Func<Tensor, Tensor>> How) : IHead
    {
        public Module<Tensor, Tensor> Build(int features, int classes) => new Layer(How());
    }

    private sealed record OwnDice : IEncoder, IHead
    {
        public Module<Tensor, Tensor> Build(ImageShape shape) =>
            Sequential(("flatten", Flatten()), ("linear", Thrown(shape.Channels * shape.Height * shape.Width)));

        public Module<Tensor, Tensor> Build(int features, int classes) => Thrown(features);

        private static Module<Tensor, Tensor> Thrown(int inputs)
        {
            var linear = Linear(inputs, 2);
            init.constant_(linear.weight, System.Random.Shared.NextDouble());
            return linear;
        }
    }
}
