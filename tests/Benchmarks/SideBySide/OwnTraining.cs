using RoCL.Runs.Files;
using RoCL.Runs.Progress;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Supervision;
using RoCL.Runs.Training;
using Serilog.Core;

namespace Benchmarks.SideBySide;

/// <summary>
/// Pretraining by the real trainer, as a supervised worker: with guards, trace, metrics and checks.
/// </summary>
/// <param name="stepTaken">Called after each step.</param>
internal sealed class OwnTraining(Action stepTaken) : IProgressView, IProgressDisplay
{
    /// <summary>Trains until <paramref name="stepTaken"/> ends the process.</summary>
    public static void Run(Job job, Action stepTaken)
    {
        var view = new OwnTraining(stepTaken);
        var folder = Directory.CreateTempSubdirectory("rocl-side-by-side-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);

        var path = Path.Combine(folder, "record");
        using var record = StepRecordFile.Create(path);
        using var worker = Worker.Of([Worker.Option, path]);
        var trainer = new Trainer(TimeProvider.System, view, RecoveryPolicy.Training, new ErrorOutput(Console.Error));
        using var training = trainer.Begin(job, new(new DiskFiles(), folder), CPU, Logger.None);
        training.Recovery.Execute(training.Attempt).Model.Dispose();
    }

    /// <inheritdoc/>
    public IProgressDisplay Begin() => this;

    /// <inheritdoc/>
    public void Show(WorkProgress progress) => stepTaken();

    /// <inheritdoc/>
    public void Dispose() { }
}
