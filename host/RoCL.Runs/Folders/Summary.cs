using RoCL.Core.Evaluation;
using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;

namespace RoCL.Runs.Folders;

/// <summary>What came out of a run: <c>summary.json</c>.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="About">One line that says what the recipe is.</param>
/// <param name="Seed">What all random values followed from.</param>
/// <param name="Device">Where arithmetic ran.</param>
/// <param name="Steps">Steps trained in all.</param>
/// <param name="Epochs">Epochs trained in all.</param>
/// <param name="Training">
/// What the training took, in all the processes that had a part in it.
/// </param>
/// <param name="Loss">The loss of the last step; none without steps.</param>
/// <param name="Weights">
/// SHA-256 over names, shapes and bytes of all weights and statistics.
/// </param>
/// <param name="Evaluations">What was measured.</param>
public sealed record Summary(
    string Recipe,
    string About,
    long Seed,
    string Device,
    long Steps,
    int Epochs,
    Cost Training,
    double? Loss,
    string Weights,
    IReadOnlyList<EvaluationSummary> Evaluations
)
{
    /// <summary>
    /// The models of other runs that had a part in an evaluation made afterwards; none where none
    /// had.
    /// </summary>
    public IReadOnlyList<ModelOrigin>? Models { get; init; }

    /// <summary>The plugins that were used; none where an older version wrote the file.</summary>
    public IReadOnlyList<PluginRecord>? Plugins { get; init; }

    /// <summary>
    /// That an evaluation made afterwards had other plugins than the training; none where it had
    /// not.
    /// </summary>
    public PluginChange? PluginChange { get; init; }

    /// <summary>Seconds from the first step to the last measurement.</summary>
    public double Seconds => Training.Seconds + Evaluations.Sum(evaluation => evaluation.Seconds);

    /// <summary>Training images in a second, all views of an image counted as one.</summary>
    public double ImagesPerSecond => Training.ImagesPerSecond;

    /// <summary>
    /// The largest memory that the process held while it trained and measured, in MiB.
    /// </summary>
    public double PeakMemoryMiB =>
        Math.Max(
            Training.PeakMemoryMiB,
            Evaluations.Select(evaluation => evaluation.PeakMemoryMiB).DefaultIfEmpty().Max()
        );

    /// <summary>Accuracy on clean images in the first evaluation.</summary>
    public double? CleanAccuracy =>
        Evaluations
            .Take(1)
            .SelectMany(evaluation => evaluation.Conditions)
            .FirstOrDefault(condition => condition.Threat is null)
            ?.Accuracy;

    /// <summary>
    /// Accuracy under each attack of the first evaluation, by the condition's name.
    /// </summary>
    public IReadOnlyDictionary<string, double> RobustAccuracy =>
        Evaluations
            .Take(1)
            .SelectMany(evaluation => evaluation.Conditions)
            .Where(condition => condition.Threat is not null)
            .DistinctBy(condition => condition.Name)
            .ToDictionary(condition => condition.Name, condition => condition.Accuracy);
}

/// <summary>What some work took.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="ImagesPerSecond">Images in a second.</param>
/// <param name="PeakMemoryMiB">The largest working set seen.</param>
public sealed record Cost(double Seconds, double ImagesPerSecond, double PeakMemoryMiB);

/// <summary>What one evaluation found.</summary>
/// <param name="Name">The evaluation's component.</param>
/// <param name="Protocol">One line that says what was done.</param>
/// <param name="Seconds">Wall time, in all the processes that had a part in it.</param>
/// <param name="PeakMemoryMiB">The largest working set seen.</param>
/// <param name="Conditions">The accuracies.</param>
/// <param name="Masking">
/// Signs of gradients that only seem to protect, for each classifier that was attacked.
/// </param>
public sealed record EvaluationSummary(
    string Name,
    string Protocol,
    double Seconds,
    double PeakMemoryMiB,
    IReadOnlyList<ConditionSummary> Conditions,
    IReadOnlyList<Evidence> Masking
);

/// <summary>The accuracy under one condition.</summary>
/// <param name="Name">Such as <c>clean</c> or <c>pgd linf 0.0314</c>.</param>
/// <param name="Threat">The threat model; none for clean images.</param>
/// <param name="Accuracy">From 0 to 1.</param>
/// <param name="Interval">The 95 % interval of Wilson.</param>
/// <param name="Images">How many images it was measured on.</param>
/// <param name="Seconds">The attack's wall time.</param>
/// <param name="PerClass">The accuracy of each class, by its name.</param>
public sealed record ConditionSummary(
    string Name,
    string? Threat,
    double Accuracy,
    IReadOnlyList<double> Interval,
    int Images,
    double Seconds,
    IReadOnlyDictionary<string, double> PerClass
)
{
    /// <summary>From what an evaluation found, image by image.</summary>
    public static ConditionSummary Of(Condition condition, IImages test)
    {
        var accuracy = Core.Evaluation.Accuracy.Of(condition.Correct);
        var labels = test.Labels?.data<long>().ToArray() ?? [];
        return new(
            condition.Name,
            condition.Threat?.ToString(),
            accuracy.Share,
            [accuracy.Interval.Low, accuracy.Interval.High],
            accuracy.Images,
            condition.Seconds,
            Core.Evaluation.Accuracy.PerClass(condition.Correct, labels)
                .ToDictionary(of => test.Classes[of.Key], of => of.Value.Share)
        );
    }
}
