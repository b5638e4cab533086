using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Provenance;

namespace RoCL.Runs.Results;

/// <summary>The results of a run: <c>summary.json</c>.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="About">One line about the recipe.</param>
/// <param name="Seed">All random values follow from it.</param>
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

    /// <summary>
    /// How the recipe in the run's folder differed from the recorded one when an evaluation was
    /// made afterwards, where the person allowed it.
    /// </summary>
    public string? RecipeChange { get; init; }

    /// <summary>As <see cref="RecipeChange"/>, of the images.</summary>
    public string? DataChange { get; init; }

    /// <summary>As <see cref="RecipeChange"/>, of models of other runs.</summary>
    public string? ModelChange { get; init; }

    /// <summary>
    /// What the person allowed to change while the run was trained, a line each; none where an
    /// older version wrote the file.
    /// </summary>
    public IReadOnlyList<string>? WentOn { get; init; }

    /// <summary>
    /// How a recipe that somebody has edited since differs from the one that the run was made by:
    /// known where runs are shown together, and not in the run's own file.
    /// </summary>
    public string? EditedRecipe { get; init; }

    /// <summary>
    /// The seed that the run was trained by, of evaluations alone that have been read beside it;
    /// none where it is not known.
    /// </summary>
    public long? TrainedSeed { get; init; }

    /// <summary>Whether it is of evaluations alone, which were made after the run.</summary>
    public bool IsLater { get; init; }

    /// <summary>
    /// What the person was warned of, before the first step, in training and afterwards; none where
    /// null.
    /// </summary>
    public IReadOnlyList<Problem>? Warnings { get; init; }

    /// <summary>What monitors measured last, by their names; none without monitors.</summary>
    public IReadOnlyDictionary<string, MonitorSummary>? Monitors { get; init; }

    /// <summary>
    /// How many steps the training has in all; none where an older version wrote the file.
    /// </summary>
    public long? PlannedSteps { get; init; }

    /// <summary>
    /// The run from which this one goes on; none where it began at its own first step.
    /// </summary>
    public ParentRecord? Parent { get; init; }

    /// <summary>
    /// The run or the file whose weights it began with, as the recipe names it; none where they
    /// were newly drawn.
    /// </summary>
    public string? Init { get; init; }

    /// <summary>Where numbers were added; none where an older version wrote the file.</summary>
    public Arithmetic? Arithmetic { get; init; }

    /// <summary>
    /// Seconds from the first step to the last measurement; of later evaluations, their own.
    /// </summary>
    public double Seconds => (IsLater ? 0 : Training.Seconds) + MeasuringSeconds;

    /// <summary>
    /// Training images in a second, all views of an image counted as one; of later evaluations,
    /// images that were classified.
    /// </summary>
    public double ImagesPerSecond => IsLater ? MeasuredPerSecond : Training.ImagesPerSecond;

    /// <summary>
    /// The largest memory that the process held while it trained and measured, in MiB.
    /// </summary>
    public double PeakMemoryMiB =>
        Math.Max(
            IsLater ? 0 : Training.PeakMemoryMiB,
            Evaluations.Select(evaluation => evaluation.PeakMemoryMiB).DefaultIfEmpty().Max()
        );

    /// <summary>Accuracy on clean images in the first evaluation.</summary>
    public double? CleanAccuracy => FirstConditions.FirstOrDefault(condition => condition.Threat is null)?.Accuracy;

    /// <summary>
    /// Accuracy under each attack of the first evaluation, by the condition's name.
    /// </summary>
    public IReadOnlyDictionary<string, double> RobustAccuracy =>
        FirstConditions
            .Where(condition => condition.Threat is not null)
            .DistinctBy(condition => condition.Name)
            .ToDictionary(condition => condition.Name, condition => condition.Accuracy);

    private double MeasuringSeconds => Evaluations.Sum(evaluation => evaluation.Seconds);

    private double MeasuredPerSecond =>
        MeasuringSeconds > 0 ? Evaluations.Sum(each => each.ImagesPerSecond * each.Seconds) / MeasuringSeconds : 0;

    private IEnumerable<ConditionSummary> FirstConditions =>
        Evaluations
            .Take(1)
            .SelectMany(evaluation => evaluation.Conditions)
            .Where(condition => !CurvePoint.Is(condition.Name));
}
