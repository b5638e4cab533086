namespace Tables.Scale;

/// <summary>What was counted of the networks and measured of a machine.</summary>
internal static class ScaleConstants
{
    private const double Mega = 1e6;
    private const double Giga = 1e9;

    /// <summary>ResNet-18 for images of 32x32, counted layer by layer.</summary>
    public static ScaledNetwork ResNet18 { get; } =
        new("ResNet-18", Forward: 1.11 * Giga, Weights: 11.2 * Mega, Activations: 7.1 * Mega, Norms: 20);

    /// <summary>ResNet-50 for images of 32x32, counted layer by layer.</summary>
    public static ScaledNetwork ResNet50 { get; } =
        new("ResNet-50", Forward: 2.60 * Giga, Weights: 23.5 * Mega, Activations: 39.2 * Mega, Norms: 53);

    /// <summary>ResNet-18 for grey images of 28x28, as Fashion-MNIST has them.</summary>
    public static ScaledNetwork ResNet18OfGrey { get; } =
        new("ResNet-18, 1x28x28", Forward: 0.911 * Giga, Weights: 11.2 * Mega, Activations: 5.5 * Mega, Norms: 20);

    /// <summary>Those of the tables.</summary>
    public static ImmutableArray<ScaledNetwork> Networks { get; } = [ResNet18, ResNet50];

    /// <summary>
    /// Two cores of the machine of docs/performance.md for each rank, and a network of 10 gigabits
    /// between them.
    /// </summary>
    public static ScaledMachine TwoCores { get; } =
        new("two cores a rank", Rate: 210 * Giga, Bandwidth: 1.25 * Giga, Latency: 30e-6, Memory: 16 * Giga);

    /// <summary>
    /// One such machine, whose two cores all ranks share, with a thread a rank; what its ranks take
    /// to exchange numbers was measured (docs/scale.md).
    /// </summary>
    public static ScaledMachine SharedCores { get; } =
        new("a thread a rank", Rate: 105 * Giga, Bandwidth: 1 * Giga, Latency: 33e-6, Memory: 16 * Giga) { Cores = 2 };
}
