using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;

namespace RoCL.Runs.Replay;

/// <summary>All that is left of a step that failed for good, but for the model before it.</summary>
/// <param name="Step">Which.</param>
/// <param name="Error">Why.</param>
/// <param name="Recipe">The resolved recipe, as text.</param>
/// <param name="Plugins">What it was run with.</param>
public sealed record Failure(FailedStep Step, StepError Error, string Recipe, ImmutableArray<FailedPlugin> Plugins)
{
    /// <summary>What this process failed with.</summary>
    public static Failure Of(Job job, RunFolder run, TrainingStep step, ProblemException fault) =>
        new(
            new(step.Index)
            {
                Source = job.Recipe.Source,
                Step = step,
                GoneBack = History(run),
            },
            StepError.Of(fault.Problem, fault),
            job.Document.ToJsonString(Json.Indented),
            FailedPlugin.Of(job.Recipe)
        );

    /// <summary>
    /// What another process died of, from its run's files alone: neither a plugin nor TorchSharp is
    /// touched.
    /// </summary>
    /// <exception cref="IOException">The recipe cannot be read.</exception>
    public static Failure Of(RunFolder run, long step, Problem problem) =>
        new(
            new(step) { GoneBack = History(run) },
            StepError.Of(problem, null),
            TextFile.Read(run.Files, run.Recipe),
            FailedPlugin.In(run)
        );

    private static ImmutableArray<GoneBack> History(RunFolder run) => GoingBack.In(run).Match(read => read, _ => []);
}
