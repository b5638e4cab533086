using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;

namespace RoCL.Runs.Replay;

/// <summary>All that is kept of a step that failed for good, but for the model before it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Recipe">The resolved recipe, as text.</param>
/// <param name="Plugins">The plugins that it was taken with.</param>
public sealed record StepFailure(FailedStep Step, StepError Error, string Recipe, ImmutableArray<FailedPlugin> Plugins)
{
    /// <summary>A step that failed in this process.</summary>
    /// <param name="job">What was trained.</param>
    /// <param name="run">Its folder.</param>
    /// <param name="step">The step.</param>
    /// <param name="problem">The problem that the person reads.</param>
    /// <param name="fault">The exception.</param>
    public static StepFailure Of(Job job, RunFolder run, TrainingStep step, Problem problem, Exception fault) =>
        new(
            new FailedStep(step.Index)
            {
                Source = job.Recipe.Source,
                Step = step,
                GoneBack = GoneBackIn(run),
                FellBackAfter = Metrics.FindingIn(run),
            },
            StepError.Of(problem, fault),
            job.Document.ToJsonString(Json.Indented),
            FailedPlugin.Of(job.Recipe)
        );

    /// <summary>
    /// A step in which another process died, from its run's files alone: neither a plugin nor
    /// TorchSharp is touched.
    /// </summary>
    /// <exception cref="IOException">The recipe cannot be read.</exception>
    public static StepFailure Of(RunFolder run, long step, Problem problem) =>
        new(
            new FailedStep(step) { GoneBack = GoneBackIn(run), FellBackAfter = Metrics.FindingIn(run) },
            StepError.Of(problem, null),
            TextFile.Read(run.Files, run.Recipe),
            FailedPlugin.In(run)
        );

    private static ImmutableArray<GoneBack> GoneBackIn(RunFolder run) =>
        GoneBackFile.Read(run).Match(history => history, _ => []);
}
