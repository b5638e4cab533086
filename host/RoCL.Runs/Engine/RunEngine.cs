using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Evaluations;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Keeping;
using RoCL.Runs.Provenance;
using RoCL.Runs.Ranks;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Runs.Training;
using Serilog;
using TorchSharp;

namespace RoCL.Runs.Engine;

/// <summary>
/// One job in one folder, from its first step to its summary; however it ends, the folder says so.
/// </summary>
public sealed class RunEngine(Trainer trainer, Evaluator evaluator, EnvironmentReport environment, ErrorOutput errors)
{
    /// <summary>Runs or goes on.</summary>
    /// <param name="job">What to run.</param>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="goOn">The command that goes on after a failure.</param>
    /// <param name="device">Where arithmetic runs.</param>
    /// <param name="signals">What stops it.</param>
    /// <param name="change">
    /// That it goes on with other plugins; <see langword="null"/> where it does not.
    /// </param>
    /// <exception cref="ProblemException">ROCL0631: the folder was moved or deleted.</exception>
    public RunOutcome Run(
        Job job,
        RunFolder folder,
        string goOn,
        torch.Device device,
        Signals signals,
        PluginChange? change
    )
    {
        using var place = new HeldPlace(folder.Root);
        var run = HeldFiles.Of(folder, place);
        using var log = RunLog.Open(run, errors);
        using var training = trainer.Begin(job, run, device, log);
        FailureFile.Delete(run, errors);
        try
        {
            Record(job, run, device, change, log);
            var trained = training.Recovery.Execute(training.Attempt, signals.Stop);
            return Finish(job, run, device, signals, trained, log);
        }
        catch (OperationCanceledException)
        {
            log.Information("Stopped by {Signal}", signals.Reason);
            return new RunOutcome.Stopped();
        }
        catch (Exception) when (place.Lost is { } lost)
        {
            // There is no folder to say it in.
            throw new ProblemException(lost);
        }
        catch (Exception fault)
        {
            return new FailedRun(job, run, goOn, training, fault).End(log, errors);
        }
    }

    private void Record(Job job, RunFolder run, torch.Device device, PluginChange? change, ILogger log)
    {
        var arithmetic = Arithmetic.On(device);
        if (EnvironmentReport.ArithmeticChange(run, arithmetic) is { } other)
        {
            log.Warning("Goes on by other arithmetic: {Change}", other);
            errors.Warn(
                $"ROCL0267 {run.Root}: The run goes on by other arithmetic: {other}. "
                    + "Its last digits are not those of a run that stayed with one."
            );
        }

        var ranks = RankRecord.Of(trainer.Together.World, job.Recipe, trainer.Together.Kind);
        var trainedBy = RunRecord.LastIn(run)?.Ranks;
        if (CheckpointStore.TrainedSteps(run) > 0 && RankRecord.Change(run.Root, trainedBy, ranks) is { } otherRanks)
            throw new ProblemException(otherRanks);
        if (CheckpointStore.TrainedSteps(run) > 0 && job.Data is not null && !RecordedData.IsKnown(run))
            log.Information("The record does not say which images the run was made with: an older version wrote it");
        environment.Write(run, job, arithmetic, change, ranks);
        log.Information("Data {Data}", $"{job.Overview?.Value}");
        KeptPlugins.Keep(run, job.Recipe);
        if (environment.OwnPlugins(job.Recipe) is { } own)
            log.Warning("Goes on with its own copies of plugins: {Plugins}", own);
        foreach (var warning in PlanWarnings.Of(job.Plan).Concat(job.DataWarnings))
            log.Warning("{Warning}", $"{warning}");
    }

    private RunOutcome.Finished Finish(
        Job job,
        RunFolder run,
        torch.Device device,
        Signals signals,
        Trained trained,
        ILogger log
    )
    {
        try
        {
            var summary = new Summary(
                job.Name,
                job.Recipe.About,
                job.Recipe.Seed,
                device.ToString(),
                job.Plan.Steps,
                job.Recipe.Train.Epochs,
                trained.State.Cost,
                trained.State.Loss,
                Weights.HashOf(trained.Model),
                evaluator.Evaluate(run, job, trained.Model, signals.Stop)
            )
            {
                Plugins = PluginRecord.Of(job.Recipe),
                PlannedSteps = job.Plan.Steps,
                Arithmetic = Arithmetic.On(device),
                WentOn = WentOn.In(run),
                Parent = ParentRecord.In(run),
                Init = job.Recipe.Init?.From.Run,
                Monitors = job.Recipe.Monitors.IsEmpty ? null : MonitorSummary.In(run),
            };
            summary = summary with
            {
                Warnings = Warnings.Of(job.Plan, job.DataWarnings.Concat(trained.Warnings), summary.Evaluations),
            };
            SummaryFile.Write(run, summary);
            KeptParts.Forget(run);
            log.Information("Finished");
            return new RunOutcome.Finished(summary);
        }
        finally
        {
            foreach (var problem in trained.Model.Release())
                errors.Warn($"{problem}");
        }
    }
}
