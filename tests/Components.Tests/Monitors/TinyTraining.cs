using RoCL.Attacks.Gradient;
using RoCL.Core.Models;
using RoCL.Monitors.Standard;
using TorchSharp;

namespace Components.Tests.Monitors;

/// <summary>
/// Adversarial training of a tiny network on 32 images of two classes, in a second: with one step
/// of 0.3 it overfits catastrophically, with five of 0.05 it does not.
/// </summary>
internal sealed class TinyTraining : IDisposable
{
    public const int Images = 32;

    private const int Side = 8;
    private const int Width = 16;
    private const int Classes = 2;
    private const int Steps = 80;
    private const int StepsBetween = 8;
    private const double Rate = 0.1;
    private const double Momentum = 0.9;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Seed _seed = new(2);
    private readonly ThreatModel _threat;
    private readonly IReadOnlyList<string> _heads;
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    /// <summary>A network that is not trained yet.</summary>
    /// <param name="threat">Of the attack that it is trained against.</param>
    /// <param name="heads">The names of its heads; one where left out.</param>
    public TinyTraining(ThreatModel threat, IReadOnlyList<string>? heads = null)
    {
        _threat = threat;
        _heads = heads ?? ["classifier"];
        _network = Built();
        Draw(_network);
        var prototypes = new Rng(_seed.For("prototypes"), Classes).Uniform(Classes, 1, Side, Side);
        _labels = arange(Images, ScalarType.Int64).remainder(Classes);
        var noise = new Rng(_seed.For("noise"), Images).Normal(Images, 1, Side, Side);
        var own = prototypes.index_select(0, _labels);
        _images = (0.5 + 0.6 * (own - 0.5) + 0.1 * noise).clamp(0, 1);
    }

    /// <summary>Trains, and lets a monitor measure every few steps.</summary>
    /// <param name="monitor">Looks at the images and their labels.</param>
    /// <param name="iterations">Of the attack; one is as long as the radius.</param>
    /// <param name="randomStart">Whether the attack begins at a random point.</param>
    public List<MonitorMeasurement> Watched(CatastrophicOverfitting monitor, int iterations, bool randomStart)
    {
        var relativeStep = iterations == 1 ? 1 : 0.4;
        var attack = new Pgd(iterations, RelativeStep: relativeStep, RandomStart: randomStart);
        var history = new List<MonitorMeasurement>();
        var velocities = _network.parameters().Select(parameter => zeros_like(parameter)).ToList();
        for (var step = 1; step <= Steps; step++)
        {
            using var scope = NewDisposeScope();
            var random = new Rng(_seed.For("step", step), Images);
            var moved = attack.Perturb(_images, Objective(_network, _labels), _threat, random);
            _network.zero_grad();
            nn.functional.cross_entropy(_network.call(moved), _labels).backward();
            Move(velocities);
            if (step % StepsBetween == 0)
                history.Add(new(step, monitor.Measure(Input(views: 1))));
        }
        return history;
    }

    /// <summary>What the monitor gets after a step.</summary>
    /// <param name="views">How many views there are, all the images themselves.</param>
    /// <param name="labels">Whether the images have labels.</param>
    public MonitorInput Input(int views, bool labels = true) =>
        new()
        {
            Moment = default,
            Loss = 0,
            Terms = new Dictionary<string, double>(),
            Images = [.. Enumerable.Repeat(_images, views)],
            Outputs = [],
            Labels = labels ? _labels : null,
            Random = new(_seed.For("monitor"), Images),
            Bench = new TinyBench(_heads, Copy),
        };

    /// <summary>The history as a test's message shows it.</summary>
    public static string Text(IEnumerable<MonitorMeasurement> history) =>
        string.Join("; ", history.Select(each => $"{each.Step}: {each.Values["fgsm"]:0.00} {each.Values["pgd"]:0.00}"));

    /// <summary>The cross-entropy of each image.</summary>
    public static NetworkObjective Objective(nn.Module<Tensor, Tensor> network, Tensor labels) =>
        new(
            network.call,
            logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
            labels.shape[0],
            labels,
            NetworkObjective.Nothing(labels.shape[0])
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.Dispose();
        _scope.Dispose();
    }

    private static nn.Module<Tensor, Tensor> Built() =>
        nn.Sequential(
            ("conv1", nn.Conv2d(1, Width, kernel_size: 3, padding: 1)),
            ("relu1", nn.ReLU()),
            ("conv2", nn.Conv2d(Width, Width, kernel_size: 3, padding: 1, stride: 2)),
            ("relu2", nn.ReLU()),
            ("flatten", nn.Flatten()),
            ("linear", nn.Linear(Width * Side * Side / 4, Classes))
        );

    // Uniform within one over the root of the number of inputs, as libtorch draws them.
    private void Draw(nn.Module<Tensor, Tensor> network)
    {
        using var quiet = no_grad();
        foreach (var (name, parameter) in network.named_parameters())
        {
            var inputs = name switch
            {
                "conv1.weight" or "conv1.bias" => 9,
                "conv2.weight" or "conv2.bias" => 9 * Width,
                _ => Width * Side * Side / 4,
            };
            var shape = parameter.shape;
            var uniform = new Rng(_seed.For(name), shape[0]).Uniform(shape);
            parameter.copy_((2 * uniform - 1) / Math.Sqrt(inputs));
        }
    }

    private nn.Module<Tensor, Tensor> Copy()
    {
        using var quiet = no_grad();
        var copy = Built();
        foreach (var (target, source) in copy.parameters().Zip(_network.parameters()))
            target.copy_(source);
        return copy;
    }

    private void Move(List<Tensor> velocities)
    {
        using var quiet = no_grad();
        foreach (var (parameter, velocity) in _network.parameters().Zip(velocities))
        {
            velocity.mul_(Momentum).add_(parameter.grad!);
            parameter.sub_(Rate * velocity);
        }
    }
}
