using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Journal;
using RoCL.Runs.Reporting;
using Serilog;

namespace RoCL.Runs.Training;

/// <summary>
/// Listens to steps: reports batches that were left out, and ends a training that leaves out too
/// many in a row.
/// </summary>
/// <param name="recipe">The method.</param>
/// <param name="skippedBefore">
/// How many of the last steps were left out, without a step between.
/// </param>
/// <param name="log">The run's log.</param>
/// <param name="errors">Where the person is warned.</param>
internal sealed class SkippedBatches(Recipe recipe, int skippedBefore, ILogger log, ErrorOutput errors)
{
    private int _inARow = skippedBefore;

    /// <summary>Adds a step.</summary>
    /// <exception cref="ProblemException">ROCL0322: too many in a row.</exception>
    public void Add(StepResult result)
    {
        if (result.Skipped is not { } reason)
        {
            _inARow = 0;
            return;
        }

        _inARow++;
        log.With(recipe, reason).Warning("Step {Step} left its batch out: {Problem}", result.Step.Index, $"{reason}");
        errors.Warn($"{reason} Its batch is left out.");
        Soundness.Bounded(recipe.NotFinite, reason, _inARow);
    }
}
