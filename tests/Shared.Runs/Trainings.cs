using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;
using RoCL.Runs.Training;
using Serilog.Core;

namespace Shared.Runs;

/// <summary>Trains as the engine does, without a log.</summary>
internal static class Trainings
{
    /// <summary>Trains to the end, with as many attempts as it takes.</summary>
    public static Trained Train(this Trainer trainer, Job job, RunFolder run, CancellationToken stop = default)
    {
        using var session = trainer.Begin(job, run, CPU, Logger.None);
        return session.Recovery.Execute(session.Attempt, stop);
    }
}
