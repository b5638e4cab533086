using System.Globalization;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;

namespace RoCL.Runs.Checkpoints;

/// <summary>What is wrong with a run that has not come to the end of its training.</summary>
public static class Untrained
{
    /// <summary>
    /// ROCL0274 the recipe trains nothing, or ROCL0604 there is no checkpoint yet.
    /// </summary>
    /// <param name="run">The run.</param>
    public static Problem Problem(RunFolder run) => Problem(run, RunRecord.LastIn(run));

    /// <summary>The same, where its last record is known.</summary>
    /// <param name="run">The run.</param>
    /// <param name="last">Its last record; none where there is none.</param>
    public static Problem Problem(RunFolder run, RunRecord? last) =>
        last?.Steps == 0
            ? new(
                "ROCL0274",
                run.Recipe,
                "The recipe trains nothing: it has 0 epochs, and the run has no checkpoint.",
                "Name a run that was trained, or start a new one with train.epochs above 0."
            )
            : RunFolder.NotTrained(run);

    /// <summary>
    /// ROCL0273: the newest checkpoint is not that of the last step; <see langword="null"/> where
    /// it is, or the run has not recorded how many steps there are.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="last">Its last record; none where there is none.</param>
    /// <param name="steps">How many steps the checkpoint is after.</param>
    public static Problem? Halfway(RunFolder run, RunRecord? last, long steps) =>
        last?.Steps is { } all && steps < all
            ? new(
                "ROCL0273",
                run.Root,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The run has taken {steps} of its {all} steps, and its model would be another tomorrow."
                ),
                $"Finish it first: rocl run {run.Root}"
            )
            : null;
}
