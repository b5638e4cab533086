using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Replay;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Runs.Training;
using Serilog;

namespace RoCL.Runs.Engine;

/// <summary>
/// The end of a run by an exception: in the log, in the folder, and for the person.
/// </summary>
/// <param name="job">What was run.</param>
/// <param name="run">Its folder.</param>
/// <param name="goOn">The command that goes on with it.</param>
/// <param name="training">The run's training, whether it was training that failed or not.</param>
/// <param name="fault">The exception.</param>
internal sealed class FailedRun(Job job, RunFolder run, string goOn, TrainingSession training, Exception fault)
{
    /// <summary>Says so everywhere.</summary>
    public RunOutcome.Failed End(ILogger log, ErrorOutput errors)
    {
        var problems = Problems();
        return training.RanksBeginAgain ? EndForNow(problems, log, errors) : End(problems, log, errors);
    }

    // The supervisor counts the attempts, and says what the note has when it gives up.
    private RunOutcome.Failed EndForNow(ImmutableArray<Problem> problems, ILogger log, ErrorOutput errors)
    {
        log.With(job.Recipe, problems[0]).Warning(fault, "Failed with {Code}; all ranks begin again", problems[0].Code);
        errors.Warn(training.Passing(fault));
        FailureFile.Write(run, problems, errors);
        return new RunOutcome.Failed(problems);
    }

    private RunOutcome.Failed End(ImmutableArray<Problem> problems, ILogger log, ErrorOutput errors)
    {
        // A failed step and an exit code are of one problem: the first.
        var problem = problems[0];
        var failedStep = KeepStep(problem, errors);
        Log(log, problem, failedStep);
        errors.Report(problems);
        if (training.GivenUp is not null || fault is ProblemException)
            errors.Warn(Advice(failedStep));
        FailureFile.Write(run, problems, errors);
        return new RunOutcome.Failed(problems);
    }

    private ImmutableArray<Problem> Problems()
    {
        if (training.GivenUp is { } givenUp)
            return [givenUp];
        if (fault is ProblemException known)
            return known.Problems;
        return [MachineProblem.Of(run.Root, fault) ?? Unexpected()];
    }

    private Problem Unexpected() =>
        UnexpectedProblem.Of(job.Name, fault, $"The stack is in {run.Log}; go on with: {goOn}");

    // The folder that takes the step again; nothing where no step failed, or it could not be
    // written.
    private string? KeepStep(Problem problem, ErrorOutput errors) =>
        training.FailedStep is { } step
            ? FailedStepWriter.Write(
                run,
                step.Index,
                () => StepFailure.Of(job, run, step, problem, fault),
                training.ModelBefore,
                errors.Warn
            )
            : null;

    private void Log(ILogger log, Problem problem, string? failedStep) =>
        log.With(job.Recipe, problem)
            .ForContext("Step", training.FailedStep?.Index)
            .ForContext("Folder", failedStep)
            .Error(fault, "Failed with {Code}", problem.Code);

    private string Advice(string? failedStep)
    {
        var safe = $"everything up to the last checkpoint is safe in {run.Root}; the log is {run.Log}";
        return failedStep is null
            ? safe
            : $"{safe}; take the step again, with the same plugins or repaired ones, by: rocl check {failedStep}";
    }
}
