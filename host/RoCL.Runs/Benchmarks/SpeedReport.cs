namespace RoCL.Runs.Benchmarks;

/// <summary>How fast pretraining is here, variant by variant.</summary>
/// <param name="Question">What was measured.</param>
/// <param name="Device">Where arithmetic ran.</param>
/// <param name="Threads">Threads inside an operation.</param>
/// <param name="Variants">
/// Each way of doing the same step; others are compared with the first.
/// </param>
public sealed record SpeedReport(
    SpeedQuestion Question,
    string Device,
    int Threads,
    ImmutableArray<VariantSpeed> Variants
);

/// <summary>How fast a variant is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="About">What it is.</param>
/// <param name="ImagesPerSecond">The median of its rounds.</param>
/// <param name="Ratio">
/// Its speed in proportion to the first variant's, round by round; <see langword="null"/> for that
/// one.
/// </param>
/// <param name="PeakMemoryMiB">
/// The memory that its model and a step take at most; <see langword="null"/> where the system does
/// not count.
/// </param>
/// <param name="SecondsPerStep">What each phase of a step takes, the median of its rounds.</param>
/// <param name="Rounds">Images in a second, a round after the other.</param>
/// <param name="Notices">What was computed otherwise than the variant says, and why.</param>
public sealed record VariantSpeed(
    string Name,
    string About,
    double ImagesPerSecond,
    PairedRatios? Ratio,
    double? PeakMemoryMiB,
    PhaseSeconds SecondsPerStep,
    ImmutableArray<double> Rounds,
    ImmutableArray<string> Notices
);

/// <summary>Seconds of a step that each of its phases takes.</summary>
/// <param name="Data">Images are gathered and augmented.</param>
/// <param name="Attack">Stationary views are embedded, and the others are moved.</param>
/// <param name="Training">All views go through the networks, forward and backward.</param>
/// <param name="Optimizer">The parameters are moved.</param>
public sealed record PhaseSeconds(double Data, double Attack, double Training, double Optimizer);
