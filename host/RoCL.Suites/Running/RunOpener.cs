using RoCL.Core;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Engine;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Rows;
using Spectre.Console;

namespace RoCL.Suites.Running;

/// <summary>
/// Opens a run of a suite: its folder, its recipe, and a training that it shares.
/// </summary>
public sealed class RunOpener(Jobs jobs, IAnsiConsole console, ErrorOutput errors)
{
    /// <summary>Opens a run; the caller disposes of it.</summary>
    /// <param name="prepared">The suite.</param>
    /// <param name="run">One of its runs.</param>
    /// <param name="donorFailure">
    /// Why the training failed that this run shares; <see langword="null"/> where it did not.
    /// </param>
    public OpenedRun Open(PreparedSuite prepared, SuiteRun run, Problem? donorFailure)
    {
        var folder = prepared.Folder.Of(run);
        if (prepared.GivenUp.Contains(run.Name))
        {
            var noted = FailureFile.Read(folder);
            return Ended(noted.IsEmpty ? [NotNoted(run)] : noted);
        }

        if (Finished(folder) is { } finished)
            return finished;

        var made = folder.Files.Exists(folder.Root) ? folder : RunFolder.Create(folder.Files, folder.Root);
        var taken = made.Then(RunLock.Take);
        if (taken is not Result<RunLock>.Ok { Value: var held })
        {
            // Nothing is noted in a folder that is another process's.
            errors.Report(taken.Problems);
            return Ended(taken.Problems);
        }

        try
        {
            // Another process may have had the lock until it was done.
            var opened = Finished(folder) ?? Locked(prepared, run, donorFailure, held);
            if (opened is OpenedRun.Ended)
                held.Dispose();
            return opened;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Leaves a run that has not begun as one that is gone on with by its folder.
    /// </summary>
    /// <param name="prepared">The suite, which has a file in its folder where it has one.</param>
    /// <param name="run">One of its runs.</param>
    /// <returns>Why the folder cannot be written; none where it is.</returns>
    public static Problem? Leave(PreparedSuite prepared, SuiteRun run)
    {
        var folder = prepared.Folder.Of(run);
        if (!prepared.Folder.Alone || RunFolder.Is(folder.Root))
            return null;
        try
        {
            AtomicFile.WriteJson(folder.Files, folder.Recipe, run.Document);
            return null;
        }
        catch (Exception fault) when (MachineProblem.Of(folder.Root, fault) is { } problem)
        {
            return problem;
        }
    }

    private OpenedRun.Ended? Finished(RunFolder folder)
    {
        if (SummaryFile.Read(folder) is not { } summary)
            return null;
        console.WriteLine($"{folder.Root} has finished.");
        return new OpenedRun.Ended(new RunOutcome.Finished(summary));
    }

    private OpenedRun Locked(PreparedSuite prepared, SuiteRun run, Problem? donorFailure, RunLock held)
    {
        var folder = prepared.Folder.Of(run);
        // The recipe in a run's folder follows the suite's, and names places that were given anew.
        if (!RunFolder.Is(folder.Root) || !RecordedRecipe.IsInFolder(folder, run.Document))
            AtomicFile.WriteJson(folder.Files, folder.Recipe, run.Document);
        var read = jobs.Of(run);
        if (read is not Result<Job>.Ok { Value: var job })
        {
            errors.Report(read.Problems);
            return Failed(folder, read.Problems);
        }

        if (run.Donor is { } donor)
        {
            var trained = prepared.Folder.Of(donor);
            if (donorFailure is not null && CheckpointStore.TrainedSteps(trained) != job.Plan.Steps)
            {
                errors.Warn($"{run.Name} is left out: it is trained as {donor.Name} is, and that failed.");
                return Failed(folder, [donorFailure]);
            }

            if (CheckpointStore.TrainedSteps(folder) == 0 && SharedTraining.IsReady(trained, job))
                TakeOver(run, job, trained, folder);
        }

        return new OpenedRun.Ready(job, held);
    }

    private void TakeOver(SuiteRun run, Job job, RunFolder trained, RunFolder folder)
    {
        SharedTraining.Copy(trained, folder);
        var line = $"{run.Name} is trained as {run.Donor!.Name} is: its {job.Plan.Steps} steps are used.";
        console.WriteLine(line);
        using var log = RunLog.Open(folder, errors);
        log.Information("{Line}", line);
    }

    private OpenedRun.Ended Failed(RunFolder folder, ImmutableArray<Problem> problems)
    {
        FailureFile.Write(folder, problems, errors);
        return Ended(problems);
    }

    private static OpenedRun.Ended Ended(ImmutableArray<Problem> problems) => new(new RunOutcome.Failed(problems));

    private static Problem NotNoted(SuiteRun run) =>
        new(
            "ROCL0609",
            run.Name,
            "The run was given up.",
            "Look at the disk: the folder of the run could not be written."
        );
}
