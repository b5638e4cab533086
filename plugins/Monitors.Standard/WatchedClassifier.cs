namespace RoCL.Monitors.Standard;

/// <summary>
/// A step's images as a classification: by their labels, or each by its own other view.
/// </summary>
internal sealed class WatchedClassifier : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly Tensor _labels;

    private WatchedClassifier(IBench bench, nn.Module<Tensor, Tensor> network, Tensor labels)
    {
        _network = network;
        _labels = labels;
        // Labels are looked at here alone: the names of the bench's classes are not those of
        // images.
        Objective = bench.On("", bench.Train, bench.Train).CrossEntropy(network, labels);
    }

    /// <summary>The cross-entropy of each image.</summary>
    public IObjective Objective { get; }

    /// <summary>The classification of a step's images.</summary>
    /// <param name="input">One view, with labels, or two views.</param>
    /// <param name="through">The name of a head; none where the recipe has one.</param>
    /// <param name="temperature">τ, for two views.</param>
    /// <exception cref="ProblemException">ROCL0581, ROCL0582 or ROCL0583.</exception>
    public static WatchedClassifier Of(MonitorInput input, string? through, double temperature)
    {
        if (input.Images.Count is not (1 or 2))
            throw OtherViews(input.Images.Count);
        var head = HeadOf(input.Bench, through);
        var network = nn.Sequential(("encoder", input.Bench.Encoder()), ("head", input.Bench.Head(head)));
        network.eval();
        return input.Images.Count == 1
            ? new(input.Bench, network, LabelsOf(input, network))
            : ByInstance(input, network, temperature);
    }

    /// <summary>Which images are classified correctly, bool [N].</summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    public Tensor IsRight(Tensor images) => Objective.Outputs(images).argmax(1).eq(_labels);

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private static WatchedClassifier ByInstance(
        MonitorInput input,
        nn.Module<Tensor, Tensor> network,
        double temperature
    )
    {
        using var quiet = no_grad();
        var others = nn.functional.normalize(network.call(input.Images[1]), dim: 1);
        var instances = arange(others.shape[0], ScalarType.Int64, others.device);
        return new(input.Bench, new InstanceLogits(network, others, temperature), instances);
    }

    private static string HeadOf(IBench bench, string? through)
    {
        if (through is not null)
            return through;
        return bench.Heads is [var only]
            ? only
            : throw Refused(
                "ROCL0582",
                "through",
                $"The recipe has {bench.Heads.Count} heads, and the monitor looks through one.",
                $"Write \"through\": one of {string.Join(", ", bench.Heads)}."
            );
    }

    private static Tensor LabelsOf(MonitorInput input, nn.Module<Tensor, Tensor> network)
    {
        using var quiet = no_grad();
        var logits = network.call(input.Images[0]).shape[1];
        var isDistinguished = input.Labels is { } labels && labels.max().item<long>() < logits;
        return isDistinguished
            ? input.Labels!
            : throw Refused(
                "ROCL0583",
                "views",
                "With one view, images are classified by their labels, and the head does not distinguish them.",
                "List two views of the same images, such as \"views\": [\"a\", \"b\"], or name a classifier's head."
            );
    }

    private static ProblemException OtherViews(int count) =>
        Refused(
            "ROCL0581",
            "views",
            $"The monitor gets {count} views, and takes one or two.",
            "List one view and its classifier's head, or two views such as \"views\": [\"a\", \"b\"]."
        );

    private static ProblemException Refused(string code, string key, string what, string remedy) =>
        new(new(code, $"catastrophic-overfitting {key}", what, remedy));

    /// <summary>From images to their similarity with every image's other view, [N, N].</summary>
    private sealed class InstanceLogits : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> _network;
        private readonly Tensor _others;
        private readonly double _temperature;

        public InstanceLogits(nn.Module<Tensor, Tensor> network, Tensor others, double temperature)
            : base("instances")
        {
            _network = network;
            _others = others;
            _temperature = temperature;
            RegisterComponents();
        }

        public override Tensor forward(Tensor images) =>
            nn.functional.normalize(_network.call(images), dim: 1).mm(_others.t()) / _temperature;
    }
}
