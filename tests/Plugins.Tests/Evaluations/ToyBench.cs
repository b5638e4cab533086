namespace Plugins.Tests.Evaluations;

/// <summary>Images whose mean brightness tells their class, and an encoder that sees it: what an evaluation should find is known.</summary>
internal sealed class ToyBench(int train = 60, int test = 30, bool labelled = true) : IBench
{
    private readonly List<string> _stages = [];

    public IImages Train { get; } = Images(train, labelled, seed: 1);

    public IImages Test { get; } = Images(test, labelled, seed: 2);

    public int Features => 3;

    public Device Device => CPU;

    public CancellationToken Stop => default;

    /// <summary>What was reported.</summary>
    public IReadOnlyList<string> Stages => _stages;

    /// <summary>The last encoder that was handed out.</summary>
    public nn.Module<Tensor, Tensor> Given { get; private set; } = new Thirds();

    public nn.Module<Tensor, Tensor> Encoder() => Given = new Thirds();

    public IObjective CrossEntropy(nn.Module<Tensor, Tensor> network, Tensor labels)
    {
        network.eval();
        return new Classification(network, labels);
    }

    public Tensor Attack(IAttack attack, Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var moved = attack.Perturb(clean, objective, threat, random);
        Assert.That(threat.Contains(moved, clean));
        return moved;
    }

    public Rng Random(string purpose, long images = 1) => new(new Seed(7).For(purpose), images);

    public void Report(string stage, long done, long total) => _stages.Add(stage);

    private static PixelImages Images(int count, bool labelled, long seed)
    {
        var labels = arange(count, ScalarType.Int64).remainder(3);
        var noise = new Rng(new Seed(seed), count).Uniform(count, 1, 4, 4);
        var pixels = (255 * (0.15 + 0.35 * labels.view(-1, 1, 1, 1) + 0.02 * noise)).to(ScalarType.Byte);
        return new(pixels, labelled ? labels : null, labelled ? ["dark", "gray", "bright"] : []);
    }

    /// <summary>How near the mean brightness is to 0.15, 0.5 and 0.85.</summary>
    private sealed class Thirds() : nn.Module<Tensor, Tensor>("thirds")
    {
        public override Tensor forward(Tensor images) =>
            (1 - 3 * (images.mean([1, 2, 3]).unsqueeze(1) - tensor(new[] { 0.15f, 0.5f, 0.85f })).abs()).clamp_min(-3);
    }

    private sealed record Classification(nn.Module<Tensor, Tensor> Network, Tensor? Labels) : IObjective
    {
        public Tensor Outputs(Tensor images)
        {
            using var quiet = no_grad();
            return Network.call(images);
        }

        public Tensor Losses(Tensor images) => Loss(Outputs(images));

        public ObjectivePoint At(Tensor images)
        {
            using var grad = enable_grad();
            var moving = images.detach().requires_grad_();
            var outputs = Network.call(moving);
            var losses = Loss(outputs);
            autograd.backward([losses.sum()], inputs: [moving]);
            return new(outputs.detach(), losses.detach(), moving.grad!);
        }

        public IObjective Aim(Func<Tensor, Tensor> losses) => throw new NotSupportedException();

        public IObjective Only(Tensor rows) => throw new NotSupportedException();

        private Tensor Loss(Tensor logits) => nn.functional.cross_entropy(logits, Labels!, reduction: nn.Reduction.None);
    }
}
