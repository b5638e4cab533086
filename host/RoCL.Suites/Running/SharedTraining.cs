using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Engine;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;

namespace RoCL.Suites.Running;

/// <summary>Equal training is done once: how a run takes over the training of another.</summary>
internal static class SharedTraining
{
    /// <summary>
    /// Whether the training of another run is complete, and was made with the same plugins from its
    /// first step on.
    /// </summary>
    /// <param name="donor">The run that was trained.</param>
    /// <param name="job">What the other run is to be trained for.</param>
    public static bool IsReady(RunFolder donor, Job job)
    {
        if (job.Plan.Steps == 0 || CheckpointStore.TrainedSteps(donor) != job.Plan.Steps)
            return false;
        var plugins = PluginRecord.OfTraining(job.Recipe);
        return RunRecord
            .In(donor)
            .Match(records => records.All(record => plugins.All(record.Plugins!.Value.Contains)), _ => false);
    }

    /// <summary>
    /// Gives a run that has no checkpoint the metrics and the checkpoints of one that was trained;
    /// then it has nothing left to train.
    /// </summary>
    /// <remarks>
    /// The record comes along: what the training was made with is what the other run was made with,
    /// but for the recipe, which is its own.
    /// </remarks>
    public static void Copy(RunFolder from, RunFolder to)
    {
        EnvironmentReport.Copy(from, to);
        if (from.Files.Exists(from.Metrics))
            AtomicFile.Copy(to.Files, from.Metrics, to.Metrics);
        new CheckpointSaving(to).CopyFrom(from);
    }
}
