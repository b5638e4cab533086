namespace RoCL.Contracts;

/// <summary>What a monitor measures: a training after one of its steps.</summary>
public sealed class MonitorInput
{
    /// <summary>The step's place in time.</summary>
    public required Moment Moment { get; init; }

    /// <summary>The weighted sum of the loss terms, before the step.</summary>
    public required double Loss { get; init; }

    /// <summary>Each term of the loss without its weight, by its name, before the step.</summary>
    public required IReadOnlyDictionary<string, double> Terms { get; init; }

    /// <summary>
    /// The images of the views that the recipe names for the monitor, [N, C, H, W] in [0, 1] each,
    /// in the recipe's order.
    /// </summary>
    public required IReadOnlyList<Tensor> Images { get; init; }

    /// <summary>
    /// The outputs of the views' heads, or their features, [N, D] each, in the same order: by the
    /// weights after the step, in eval mode, without a gradient.
    /// </summary>
    public required IReadOnlyList<Tensor> Outputs { get; init; }

    /// <summary>
    /// The classes of the N images, int64 [N]; <see langword="null"/> without labels.
    /// </summary>
    public Tensor? Labels { get; init; }

    /// <summary>
    /// Random values for N images, which follow from the seed, the step and the monitor's name.
    /// </summary>
    public required Rng Random { get; init; }

    /// <summary>
    /// Copies of the networks, and attacks on them. Its training images are the run's; its test
    /// images are held out: those of <c>images.validation</c>, or else the images of the training
    /// split that are not trained on. Its random values follow from seed and monitor alone, so that
    /// two steps can be compared.
    /// </summary>
    public required IBench Bench { get; init; }
}
