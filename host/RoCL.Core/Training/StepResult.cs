using RoCL.Core.Plans;

namespace RoCL.Core.Training;

/// <summary>What one training step found.</summary>
/// <param name="Step">The step.</param>
/// <param name="Loss">The weighted sum that training makes small, before the step.</param>
/// <param name="Terms">Each term without its weight, by its name.</param>
/// <param name="GradientNorm">
/// The Euclidean norm of all gradients together, before any clipping.
/// </param>
public sealed record StepResult(
    TrainingStep Step,
    double Loss,
    ImmutableArray<KeyValuePair<string, double>> Terms,
    double GradientNorm
)
{
    /// <summary>
    /// Why nothing came of the step, where its batch was left out; its numbers then say nothing.
    /// </summary>
    public Problem? Skipped { get; init; }

    /// <summary>
    /// Views of the step, where they were asked for; the holder disposes of them.
    /// </summary>
    public KeptViews? Views { get; init; }

    /// <summary>What monitors have measured after the step; empty where none was due.</summary>
    public ImmutableArray<MeasuredValues> Monitors { get; init; } = [];

    /// <summary>
    /// What a monitor finds wrong after the step; <see langword="null"/> where nothing is, or was
    /// found before.
    /// </summary>
    public Problem? Finding { get; init; }

    /// <summary>A step whose batch was left out.</summary>
    public static StepResult LeftOut(TrainingStep step, Problem why) =>
        new(step, double.NaN, [], double.NaN) { Skipped = why };
}
