using RoCL.Core.Models;
using RoCL.Plugins.Trust;
using RoCL.Runs.Evaluations;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Replay;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using Spectre.Console;
using TorchSharp;

namespace RoCL.Runs.Training;

/// <summary>
/// One job in one folder, from its first step to its summary; however it ends, the folder says so.
/// </summary>
public sealed class RunEngine(
    Trainer trainer,
    Evaluator evaluator,
    EnvironmentReport environment,
    IAnsiConsole console,
    ErrorOutput errors
)
{
    /// <summary>Runs or goes on.</summary>
    /// <param name="job">What to run.</param>
    /// <param name="run">Where.</param>
    /// <param name="again">What to name to go on, after a stop.</param>
    /// <param name="device">Where arithmetic runs.</param>
    /// <param name="signals">What stops it.</param>
    /// <param name="change">
    /// That it goes on with other plugins; <see langword="null"/> where it does not.
    /// </param>
    public RunOutcome Run(
        Job job,
        RunFolder run,
        string again,
        torch.Device device,
        Signals signals,
        PluginChange? change
    )
    {
        using var log = RunLog.Open(run, errors);
        using var at = new Whereabouts();
        FailureFile.Delete(run, errors);
        try
        {
            var arithmetic = Arithmetic.On(device);
            if (RunRecord.OtherArithmetic(run, arithmetic) is { } other)
            {
                log.Warning("Goes on by other arithmetic: {Change}", other);
                errors.Warn(
                    $"ROCL0267 {run.Root}: goes on by other arithmetic: {other}. Its last digits are not those of a run that stayed with one."
                );
            }
            environment.Write(run, job.Plan, arithmetic, change);
            var trained = trainer.Train(job, run, device, log, signals.Stop, at);
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
        catch (OperationCanceledException)
        {
            log.Information("Stopped by {Signal}", signals.Received.ToString());
            console.WriteLine($"Stopped; nothing is lost. Go on with: rocl run {again}");
            return new RunOutcome.Stopped();
        }
        catch (ProblemException fault)
        {
            var step = at.Failed(fault);
            var left = step is null
                ? null
                : FailedStepFolder.Leave(
                    run,
                    step.Index,
                    () => Failure.Of(job, run, step, fault),
                    at.Before,
                    errors.Warn
                );
            log.With(job.Recipe, fault)
                .ForContext("Step", step?.Index)
                .ForContext("Folder", left)
                .Error(fault, "Failed with {Code}", fault.Problem.Code);
            return Failed(
                run,
                fault.Problem,
                $"everything up to the last checkpoint is safe in {run.Root}; the log is {run.Log}"
                    + (
                        left is null
                            ? ""
                            : $"; take the step again, with the same plugins or mended ones, by: rocl check {left}"
                    )
            );
        }
        catch (Exception fault) when (Trouble.Of(run.Root, fault) is { } problem)
        {
            log.Error(fault, "Failed with {Code}", problem.Code);
            return Failed(run, problem);
        }
        catch (Exception fault)
        {
            log.Error(fault, "Failed");
            return Failed(
                run,
                new(
                    "ROCL0001",
                    job.Name,
                    $"{fault.GetType().Name}: {fault.Message.Split('\n')[0].Trim()}",
                    $"The stack is in {run.Log}; go on with: rocl run {again}"
                )
            );
        }
    }

    private RunOutcome.Failed Failed(RunFolder run, Problem problem, string? warning = null)
    {
        errors.Report(problem);
        if (warning is not null)
            errors.Warn(warning);
        FailureFile.Write(run, problem, errors);
        return new(problem);
    }
}
