using RoCL.Core.Evaluation;

namespace RoCL.Runs.Results;

/// <summary>What one evaluation found.</summary>
/// <param name="Name">The evaluation's component.</param>
/// <param name="Protocol">One line that says what was done.</param>
/// <param name="Seconds">Wall time, in all the processes that had a part in it.</param>
/// <param name="PeakMemoryMiB">The largest working set that was seen.</param>
/// <param name="Conditions">The accuracies.</param>
/// <param name="Masking">
/// Signs of gradients that only seem to protect, for each attacked condition.
/// </param>
public sealed record EvaluationSummary(
    string Name,
    string Protocol,
    double Seconds,
    double PeakMemoryMiB,
    IReadOnlyList<ConditionSummary> Conditions,
    IReadOnlyList<Evidence> Masking
)
{
    /// <summary>
    /// What the figures follow from; none where an older version wrote the file.
    /// </summary>
    public MeasuredBy? By { get; init; }

    /// <summary>
    /// What became of each image; none where an older version wrote the file.
    /// </summary>
    public IReadOnlyList<ImageOutcomes>? Outcomes { get; init; }

    /// <summary>
    /// The files of the classifiers that were measured, by their names, relative to the run's
    /// folder; none where an older version wrote the file, or none has tensors of its own.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Classifiers { get; init; }

    /// <summary>Wall time of looking for signs of masked gradients.</summary>
    public double MaskingSeconds => Masking.Sum(evidence => evidence.Seconds);

    /// <summary>Images that were classified in a second, all conditions together.</summary>
    public double ImagesPerSecond => Seconds > 0 ? Conditions.Sum(condition => condition.Images) / Seconds : 0;
}
