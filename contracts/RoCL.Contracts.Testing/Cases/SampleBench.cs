using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>
/// A bench for tests: a small network on a few images, plain arithmetic, and nothing kept.
/// </summary>
/// <param name="seed">What weights and random values follow from.</param>
/// <param name="train">The training images.</param>
/// <param name="test">The images to measure on.</param>
internal sealed class SampleBench(Seed seed, IImages train, IImages test) : IBench
{
    private const double Rate = 0.01;

    /// <inheritdoc/>
    public IImages Train => train;

    /// <inheritdoc/>
    public IImages Test => test;

    /// <inheritdoc/>
    public int Features => 16;

    /// <inheritdoc/>
    public IReadOnlyList<string> Heads => ["projector"];

    /// <inheritdoc/>
    public Device Device => CPU;

    /// <inheritdoc/>
    public CancellationToken Stop => CancellationToken.None;

    /// <inheritdoc/>
    public Module<Tensor, Tensor> Encoder() => SmallNetwork.Build(train.Shape.Channels, Features, seed.For("encoder"));

    /// <inheritdoc/>
    public Module<Tensor, Tensor> Head(string name)
    {
        var head = Linear(Features, Features);
        using var untracked = no_grad();
        head.weight.copy_(eye(Features));
        head.bias!.zero_();
        head.eval();
        return head;
    }

    /// <inheritdoc/>
    public IObjective CrossEntropy(Module<Tensor, Tensor> network, Tensor labels)
    {
        network.eval();
        Tensor Losses(Tensor logits) => functional.cross_entropy(logits, labels, reduction: Reduction.None);
        return new SampleObjective(network.call, Losses, labels, zeros(labels.shape[0], Features));
    }

    /// <inheritdoc/>
    public Tensor Attack(IAttack attack, Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        attack.Perturb(clean, objective, threat, random);

    /// <inheritdoc/>
    public Rng Random(string purpose, long images = 1) => new(seed.For(purpose), images);

    /// <inheritdoc/>
    public void Report(string stage, long done, long total) { }

    /// <inheritdoc/>
    public Tensor Outputs(Module<Tensor, Tensor> network, IImages images, int batch)
    {
        using var untracked = no_grad();
        network.eval();
        return network.call(All(images).Images);
    }

    /// <summary>Takes one step of gradient descent for each epoch, on all images at once.</summary>
    /// <inheritdoc/>
    public void Fit(string name, Module<Tensor, Tensor> network, Descent descent, Func<DescentStep, Tensor> loss)
    {
        for (var epoch = 0; epoch < descent.Epochs; epoch++)
        {
            network.train();
            network.zero_grad();
            loss(new(epoch, epoch, arange(train.Count, ScalarType.Int64), Random($"{name} {epoch}", train.Count)))
                .backward();
            using var untracked = no_grad();
            foreach (var weight in network.parameters().Where(weight => weight.grad is not null))
                weight.sub_(Rate * weight.grad!);
        }
        network.eval();
    }

    /// <inheritdoc/>
    public Condition Classify(string name, Classifier classifier, Func<Batch, Rng, Tensor>? change = null)
    {
        var batch = All(test);
        var images = change is null ? batch.Images : change(batch, Random(name, test.Count));
        using var untracked = no_grad();
        classifier.Network.eval();
        var correct = classifier.Network.call(images).argmax(1).eq(batch.Labels!);
        return new(name, [.. correct.data<bool>()], Images: test);
    }

    /// <inheritdoc/>
    public Condition Attacked(Classifier classifier, IAttack attack, ThreatModel threat, Condition clean)
    {
        var network = classifier.GradientNetwork ?? classifier.Network;
        var attacked = Classify(
            $"{AttackTitle.Of(attack, threat)} {threat}",
            classifier,
            (batch, random) => Attack(attack, batch.Images, CrossEntropy(network, batch.Labels!), threat, random)
        );
        return attacked with { Threat = threat };
    }

    /// <inheritdoc/>
    public IBench On(string name, IImages otherTrain, IImages otherTest) =>
        new SampleBench(seed.For(name), otherTrain, otherTest);

    private static Batch All(IImages images) => images.Gather(arange(images.Count, ScalarType.Int64));
}
