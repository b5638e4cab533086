using RoCL.Encoders.ResNet;

namespace Components.Tests.Encoders;

[TestFixtureSource(nameof(All))]
public sealed class ResNetTests(IEncoder encoder, long features)
{
    private static readonly object[][] All =
    [
        [new ResNet18(), 512L],
        [new ResNet50(), 2048L],
        [new SmallResNet(), 64L],
        [new SmallResNet(Width: 32, Blocks: 2), 128L],
        [new WideResNet(Depth: 16, WidenFactor: 2), 128L],
    ];

    // Channels-last, as the host hands them over.
    private static Tensor Images(int count, int channels, int side = 12) =>
        new Rng(new Seed(1), count).Uniform(count, side, side, channels).permute(0, 3, 1, 2);

    // To draw millions of weights takes longer than all that is asked of them: each network is
    // built once, and given back as it was built.
    private readonly Dictionary<int, BuiltNetwork> _built = [];

    [OneTimeTearDown]
    public void Release()
    {
        foreach (var network in _built.Values)
            network.Dispose();
    }

    private nn.Module<Tensor, Tensor> Built(int channels)
    {
        if (!_built.TryGetValue(channels, out var built))
        {
            built = new(Drawn(channels, seed: 1));
            _built.Add(channels, built);
        }

        return built.AsBuilt();
    }

    private nn.Module<Tensor, Tensor> Drawn(int channels, long seed)
    {
        manual_seed(seed);
        return encoder.Build(new ImageShape(channels, 12, 12));
    }

    // The number of channels is the stem's alone, whatever the size.
    [TestCase(1, 8)]
    [TestCase(3, 13)]
    [TestCase(3, 28)]
    public void Images_become_features_in_training_and_in_evaluation(int channels, int side)
    {
        using var scope = NewDisposeScope();
        var network = Built(channels);
        var images = Images(2, channels, side);
        network.train();
        var trained = network.forward(images);
        network.eval();
        var evaluated = network.forward(images);
        Assert.That(trained.shape, Is.EqualTo(new[] { 2, features }));
        Assert.That(evaluated.shape, Is.EqualTo(trained.shape));
        Assert.That(trained.isfinite().all().item<bool>() && evaluated.isfinite().all().item<bool>());
    }

    [Test]
    public void In_evaluation_an_image_alone_has_the_features_that_it_has_in_a_batch()
    {
        using var scope = NewDisposeScope();
        var network = Built(3);
        var images = Images(4, 3);
        network.forward(images);
        network.eval();
        Assert.That(network.forward(images[2..3]).allclose(network.forward(images)[2..3], rtol: 1e-4, atol: 1e-5));
    }

    [Test]
    public void Running_statistics_move_in_training_alone()
    {
        using var scope = NewDisposeScope();
        var network = Built(3);
        Tensor Mean() =>
            cat([
                .. network
                    .state_dict()
                    .Where(entry => entry.Key.EndsWith("running_mean", StringComparison.Ordinal))
                    .Select(entry => entry.Value),
            ]);
        var start = Mean();
        network.eval();
        network.forward(Images(4, 3));
        var evaluated = Mean();
        network.train();
        network.forward(Images(4, 3));
        Assert.That((evaluated.SameAs(start), Mean().SameAs(start)), Is.EqualTo((true, false)));
    }

    [Test]
    public void Weights_go_out_and_in_by_name()
    {
        using var scope = NewDisposeScope();
        var one = Built(3);
        using var other = Drawn(3, seed: 2);
        var images = Images(2, 3);
        one.forward(images);
        one.eval();
        other.eval();
        var expected = one.forward(images);
        Assert.That(other.forward(images).allclose(expected), Is.False);
        other.load_state_dict(one.state_dict());
        Assert.That(other.forward(images).SameAs(expected));
    }

    [Test]
    public void Every_weight_and_every_image_gets_a_finite_gradient_that_is_not_nought()
    {
        using var scope = NewDisposeScope();
        var network = Built(3);
        var images = Images(4, 3).requires_grad_();
        network.forward(images).pow(2).sum().backward();
        var gradients = network
            .named_parameters()
            .Select(weight => (weight.name, weight.parameter.grad))
            .Append(("images", images.grad));
        Assert.That(
            gradients
                // The largest of some numbers is finite only where all of them are.
                .Where(of => of.Item2?.abs().max().item<float>() is not (> 0 and < float.PositiveInfinity))
                .Select(of => of.Item1),
            Is.Empty
        );
    }

    [Test]
    public void No_tensor_but_the_features_stays_in_the_callers_scope()
    {
        var network = Built(3);
        network.eval();
        using var none = no_grad();
        using var images = Images(2, 3);
        using var scope = NewDisposeScope();
        network.forward(images);
        Assert.That(scope.DisposablesCount, Is.EqualTo(1));
    }

    /// <summary>
    /// A network with a copy of its statistics, which passes write to; no test here writes to its
    /// weights.
    /// </summary>
    private sealed class BuiltNetwork(nn.Module<Tensor, Tensor> network) : IDisposable
    {
        private readonly Tensor[] _statistics =
        [
            .. network.buffers().Select(buffer => buffer.detach().clone().DetachFromDisposeScope()),
        ];

        public nn.Module<Tensor, Tensor> AsBuilt()
        {
            using var quiet = no_grad();
            foreach (var (now, asBuilt) in network.buffers().Zip(_statistics))
                now.copy_(asBuilt);
            network.train();
            network.zero_grad();
            return network;
        }

        public void Dispose()
        {
            network.Dispose();
            foreach (var tensor in _statistics)
                tensor.Dispose();
        }
    }
}
