using static TorchSharp.torch.nn;

namespace Shared.Toys;

/// <summary>
/// A convolution with batch-norm that does one thing which another number format, or a convolution
/// that does the work of batch-norm, would not survive: <c>skip</c>, <c>twice</c>, <c>single</c> or
/// <c>statistics</c>.
/// </summary>
[Component("toy-odd-encoder", "A convolution with batch-norm, used in an odd way")]
public sealed record ToyOddEncoder(string Kind = "skip") : IEncoder
{
    public Module<Tensor, Tensor> Build(ImageShape shape) => new Odd(shape.Channels, Kind);

    private sealed class Odd : Module<Tensor, Tensor>
    {
        private readonly string kind;
        private readonly Module<Tensor, Tensor> stem;
        private readonly Module<Tensor, Tensor> conv;
        private readonly Module<Tensor, Tensor> bn;

        public Odd(int channels, string kind)
            : base(nameof(Odd))
        {
            this.kind = kind;
            stem = Conv2d(channels, 16, 3, padding: 1);
            conv = Conv2d(16, 16, 3, padding: 1, bias: false);
            bn = BatchNorm2d(16);
            RegisterComponents();
            register_buffer("seen", zeros(1));
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var given = conv.call(stem.call(input));
            var features = kind == "twice" ? bn.call(conv.call(given)) : bn.call(given);
            if (kind == "skip")
                features = features + given;
            var pooled = features.relu().mean([2, 3]);
            if (kind == "single")
                pooled = pooled.mm(ones(16, 16));
            if (kind == "statistics" && training)
                Count(pooled);
            return pooled.MoveToOuterDisposeScope();
        }

        private void Count(Tensor features)
        {
            using var quiet = no_grad();
            get_buffer("seen")!.add_(features.mean());
        }
    }
}
