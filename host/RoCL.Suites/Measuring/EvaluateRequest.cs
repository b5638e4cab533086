using RoCL.Runs.Checkpoints;

namespace RoCL.Suites.Measuring;

/// <summary>What <c>rocl evaluate</c> is asked for.</summary>
/// <param name="Targets">Folders of runs, of suites, or of checkpoints.</param>
/// <param name="Checkpoint">
/// The checkpoint to measure, as <see cref="NamedCheckpoint"/> has it, of runs named without
/// one; the newest where left out.
/// </param>
/// <param name="Settings">Other values than the recipe's.</param>
/// <param name="Images">How many images to measure on; all where it is not said.</param>
/// <param name="Device">A word for the device.</param>
/// <param name="AllowChange">Whether other plugins than those of the training are taken.</param>
/// <param name="AllowRecipeChange">Whether a recipe is taken that is not the recorded one.</param>
/// <param name="AllowDataChange">
/// Whether other images, or other models of other runs, are taken.
/// </param>
public sealed record EvaluateRequest(
    ImmutableArray<string> Targets,
    string? Checkpoint,
    ImmutableArray<string> Settings,
    long? Images,
    string Device,
    bool AllowChange,
    bool AllowRecipeChange,
    bool AllowDataChange
)
{
    /// <summary>
    /// Whether the curves over budgets and iterations are measured, in place of the recipe's
    /// evaluations.
    /// </summary>
    public bool Curves { get; init; }
}
