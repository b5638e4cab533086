using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace Shared.Toys;

/// <summary>
/// Two convolutions with batch-norm, small enough for a test and with channel counts that libtorch
/// gets right.
/// </summary>
[Component("toy-encoder", "Two convolutions with batch-norm")]
public sealed record ToyEncoder(int Width = 16) : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) =>
        nn.Sequential(
            ("conv1", nn.Conv2d(shape.Channels, Width, 3, padding: 1, bias: false)),
            ("bn1", nn.BatchNorm2d(Width)),
            ("relu1", nn.ReLU()),
            ("conv2", nn.Conv2d(Width, Width, 3, stride: 2, padding: 1, bias: false)),
            ("bn2", nn.BatchNorm2d(Width)),
            ("relu2", nn.ReLU()),
            ("pool", nn.AdaptiveAvgPool2d(1)),
            ("flat", nn.Flatten())
        );
}

/// <summary>An encoder that draws from libtorch's own generator at every step.</summary>
[Component("toy-dropout", "A linear encoder with dropout")]
public sealed record ToyDropout : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) =>
        nn.Sequential(nn.Flatten(), nn.Linear(shape.Channels * shape.Height * shape.Width, 16), nn.Dropout(0.5));
}

[Component("toy-head", "One linear layer")]
public sealed record ToyHead(int Outputs = 8) : IHead
{
    public nn.Module<Tensor, Tensor> Build(int features, int classes) => nn.Linear(features, Outputs);
}

[Component("toy-classifier", "One linear layer to the classes")]
public sealed record ToyClassifier : IHead
{
    public nn.Module<Tensor, Tensor> Build(int features, int classes) => nn.Linear(features, classes);
}

[Component("toy-noise", "Uniform noise")]
public sealed record ToyNoise([Range(0, 1)] double Strength = 0.1) : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) =>
        (images + Strength * (random.Uniform(images.shape) - 0.5)).clamp(0, 1);
}

/// <summary>
/// The distance between the first view and all others: falls apart into images, and can be worked
/// out by hand.
/// </summary>
[Component("toy-distance", "Mean squared distance of the views to the first")]
public sealed record ToyDistance(double Scale = 1) : IContrastiveLoss
{
    public Tensor Of(IReadOnlyList<Tensor> views) =>
        Scale * views.Skip(1).Select(view => (views[0] - view).square().mean([1])).Aggregate((a, b) => a + b);
}

/// <summary>A loss in which every image sees every other.</summary>
[Component("toy-contrast", "Softmax over the similarities of all images")]
public sealed record ToyContrast : IContrastiveLoss
{
    public Tensor Of(IReadOnlyList<Tensor> views) =>
        -nn.functional.log_softmax(views[0].mm(views[1].t()), 1).diagonal();
}

[Component("toy-labels", "Cross-entropy")]
public sealed record ToyLabels : ILoss
{
    public LossRequirement Requirement => new(Views: 1, Labels: true);

    public Tensor Of(LossInput input) =>
        nn.functional.cross_entropy(input.Outputs[0], input.Labels!, reduction: nn.Reduction.None);
}

[Component("toy-ascent", "Steepest ascent")]
public sealed record ToyAscent([Range(1, 100)] int Iterations = 2, double Step = 0.02, bool RandomStart = true)
    : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Iterate.Fold(
            Iterations,
            RandomStart ? threat.RandomPoint(clean, random) : clean,
            (x, _) => threat.Project(x + Step * threat.SteepestDirection(objective.Gradient(x), x), clean)
        );
}

[Component("toy-follower", "Leaves the images as they are, and knows the models of other runs")]
public sealed record ToyFollower(ITrainedModel From, IReadOnlyList<ITrainedModel>? Besides = null) : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean;
}

[Component("toy-threat", "An L-infinity ball that is no LInf")]
public sealed record ToyThreat(double Radius = 0.1) : ThreatModel(Radius)
{
    public override string Norm => "toy-threat";

    public override Tensor Project(Tensor moved, Tensor clean) => new LInf(Radius).Project(moved, clean);

    public override Tensor SteepestDirection(Tensor gradient, Tensor point) => gradient.sign();

    public override Tensor RandomPoint(Tensor clean, Rng random) => new LInf(Radius).RandomPoint(clean, random);

    public override Tensor Distance(Tensor moved, Tensor clean) => new LInf(Radius).Distance(moved, clean);
}

[Component("toy-blind", "Tries the darkest and the brightest image of the ball, and asks for no gradient")]
public sealed record ToyBlind : IAttack
{
    public bool Takes(ThreatModel threat) => threat is not ToyThreat;

    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var dark = threat.Project(clean - 1, clean);
        var bright = threat.Project(clean + 1, clean);
        return where(objective.Losses(dark).gt(objective.Losses(bright)).view(-1, 1, 1, 1), dark, bright);
    }
}

[Component("toy-data", "Random images of a few classes")]
public sealed record ToyData(int Count = 48, int Channels = 1, bool Labelled = true) : IDataset
{
    public IImages Open(Split split)
    {
        using var generator = new Generator(7, CPU);
        return new PixelImages(
            randint(0, 256, [Count, Channels, 8, 8], ScalarType.Byte, generator: generator),
            Labelled ? arange(Count, ScalarType.Int64).remainder(3) : null,
            Labelled ? ["a", "b", "c"] : []
        );
    }
}

[Component("toy-evaluation", "Counts nothing")]
public sealed record ToyEvaluation(IAttack? Attack = null, IReadOnlyList<ThreatModel>? Threats = null) : IEvaluation
{
    public IEnumerable<AttackIn> Planned => Measuring.Planned(Attack, Threats);

    public EvaluationResult Evaluate(IBench bench) =>
        new("toy", [new("clean", [.. Enumerable.Repeat(true, (int)bench.Test.Count)])]);
}

/// <summary>Faults of the kinds that a plugin may have where it hands tensors back.</summary>
[Component("toy-fault", "Gives what it must not")]
public sealed record ToyFault(string Kind = "") : IAugmentation, IAttack
{
    public Tensor Apply(Tensor images, Rng random) => Fault(images);

    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => Fault(clean);

    private Tensor Fault(Tensor images) =>
        Kind switch
        {
            "shape" => images[.., .., 1..],
            "type" => images.to(ScalarType.Float64),
            "nan" => images * double.NaN,
            "range" => images + 2,
            "throw" => throw new InvalidOperationException("out of ideas"),
            _ => images,
        };
}

[Component("toy-fault-loss", "Gives what it must not")]
public sealed record ToyFaultLoss(string Kind = "") : IContrastiveLoss
{
    public Tensor Of(IReadOnlyList<Tensor> views) =>
        Kind switch
        {
            "shape" => views[0],
            "nan" => views[0].mean([1]) * double.NaN,
            "detached" => views[0].mean([1]).detach(),
            _ => views[0].mean([1]),
        };
}

[Component("toy-no-features", "Gives images back instead of features")]
public sealed record ToyNoFeatures : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) => nn.Identity();
}

[Component("toy-clash", "Has an option of the name of a key beside it")]
public sealed record ToyClash(double Head = 1) : IContrastiveLoss
{
    public Tensor Of(IReadOnlyList<Tensor> views) => Head * views[0].mean([1]);
}

[Component("toy-weighty", "Has an option of the name of a key that only terms have")]
public sealed record ToyWeighty(double Weight = 1) : IContrastiveLoss
{
    public Tensor Of(IReadOnlyList<Tensor> views) => Weight * views[0].mean([1]);
}

/// <summary>
/// Data whose labels its classes do not number: three images of classes 0, 1 and 7, and two
/// classes.
/// </summary>
[Component("mislabelled", "Labels without a class")]
public sealed record Mislabelled : IDataset
{
    public IImages Open(Split split) =>
        new PixelImages(zeros([3, 1, 8, 8], ScalarType.Byte), tensor(new long[] { 0, 1, 7 }), ["a", "b"]);
}
