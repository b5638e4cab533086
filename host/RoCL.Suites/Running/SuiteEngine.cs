using RoCL.Core;
using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Runs.Training;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using Spectre.Console;
using TorchSharp;

namespace RoCL.Suites.Running;

/// <summary>
/// Makes the runs of a suite that are not there yet, and goes on past those that fail.
/// </summary>
public sealed class SuiteEngine(Jobs jobs, RunEngine engine, IAnsiConsole console, ErrorOutput errors)
{
    /// <summary>
    /// Runs or goes on; the exit code, that of the first failure where there was one.
    /// </summary>
    /// <param name="suite">What to run.</param>
    /// <param name="folder">Where.</param>
    /// <param name="changes">The runs that go on with other plugins.</param>
    /// <param name="givenUp">The runs that the supervisor has given up; it has noted why.</param>
    /// <param name="device">Where arithmetic runs.</param>
    /// <param name="signals">What stops it.</param>
    public int Run(
        Suite suite,
        SuiteFolder folder,
        ImmutableDictionary<string, PluginChange> changes,
        ImmutableHashSet<string> givenUp,
        torch.Device device,
        Signals signals
    )
    {
        var failures = new Dictionary<string, Problem>();
        Problem? untold = null;
        foreach (var run in suite.Runs)
        {
            if (signals.Stop.IsCancellationRequested)
                return signals.ExitCode;
            var outcome = givenUp.Contains(run.Name)
                ? new RunOutcome.Failed(FailureFile.Read(folder.Of(run)) ?? Unnoted(run))
                : One(
                    run,
                    folder,
                    failures.GetValueOrDefault(run.Donor?.Name ?? ""),
                    changes.GetValueOrDefault(run.Name),
                    device,
                    signals
                );
            if (outcome is RunOutcome.Stopped)
                return signals.ExitCode;
            if (outcome is RunOutcome.Failed failed)
                failures.Add(run.Name, failed.Problem);
            untold = suite.Alone ? null : Tabulated(suite, folder);
        }
        if (untold is { } problem)
            failures.Add("", problem);
        var table = SuiteTable.Of(suite, folder);
        if (!suite.Alone || failures.Count == 0)
            table.Show(console);
        if (!suite.Alone)
        {
            foreach (var line in table.Unfinished)
                console.WriteLine(line);
        }

        return failures.Count == 0 ? ExitCode.Done : ExitCode.Of(failures.Values.First());
    }

    // The runs are safe without it, and it is written again after each.
    private Problem? Tabulated(Suite suite, SuiteFolder folder)
    {
        try
        {
            SuiteTable.Of(suite, folder).Write(folder);
            return null;
        }
        catch (Exception fault) when (Trouble.Of(folder.Root, fault) is { } problem)
        {
            errors.Report(problem);
            return problem;
        }
    }

    // The third argument is why the training failed that this run shares, where it did.
    private RunOutcome One(
        SuiteRun run,
        SuiteFolder folder,
        Problem? before,
        PluginChange? change,
        torch.Device device,
        Signals signals
    )
    {
        var at = folder.Of(run);
        if (SummaryFile.Read(at) is { } finished)
        {
            console.WriteLine($"{at.Root} has finished.");
            return new RunOutcome.Finished(finished);
        }
        return Folder(at)
            .Then(RunLock.Take)
            .Match(
                held =>
                {
                    using (held)
                    {
                        try
                        {
                            return Owned(run, folder, before, change, device, signals);
                        }
                        catch (Exception fault) when (Trouble.Of(at.Root, fault) is { } problem)
                        {
                            errors.Report(problem);
                            FailureFile.Write(at, problem, errors);
                            return new RunOutcome.Failed(problem);
                        }
                    }
                },
                problems =>
                {
                    // Nothing is noted in a folder that is another process's.
                    errors.Report(problems);
                    return new RunOutcome.Failed(problems[0]);
                }
            );
    }

    private RunOutcome Owned(
        SuiteRun run,
        SuiteFolder folder,
        Problem? before,
        PluginChange? change,
        torch.Device device,
        Signals signals
    )
    {
        var at = folder.Of(run);
        if (!RunFolder.Is(at.Root))
            AtomicFile.WriteJson(at.Files, at.Recipe, run.Document);
        return jobs.Of(run)
            .Match(
                job =>
                {
                    if (before is not null && CheckpointStore.TrainedSteps(folder.Of(run.Donor!)) != job.Plan.Steps)
                    {
                        errors.Warn($"{run.Name} is left out: it is trained as {run.Donor!.Name} is, and that failed.");
                        FailureFile.Write(at, before, errors);
                        return new RunOutcome.Failed(before);
                    }
                    TakeOver(run, job, folder);
                    return engine.Run(job, at, folder.Root, device, signals, change);
                },
                problems =>
                {
                    errors.Report(problems);
                    FailureFile.Write(at, problems[0], errors);
                    return new RunOutcome.Failed(problems[0]);
                }
            );
    }

    private static Problem Unnoted(SuiteRun run) =>
        new("ROCL0608", run.Name, "was given up.", "Its folder could not be written: look at the disk.");

    private static Result<RunFolder> Folder(RunFolder at) =>
        at.Files.Exists(at.Root) ? at : RunFolder.Create(at.Files, at.Root);

    private void TakeOver(SuiteRun run, Job job, SuiteFolder folder)
    {
        var at = folder.Of(run);
        if (run.Donor is not { } donor || CheckpointStore.TrainedSteps(at) > 0)
            return;
        if (job.Plan.Steps == 0 || CheckpointStore.TrainedSteps(folder.Of(donor)) != job.Plan.Steps)
            return;
        if (!IsOf(folder.Of(donor), PluginRecord.OfTraining(job.Recipe)))
            return;
        SharedTraining.Copy(folder.Of(donor), at);
        var line = $"{run.Name} is trained as {donor.Name} is: its {job.Plan.Steps} steps are used.";
        console.WriteLine(line);
        using var log = RunLog.Open(at, errors);
        log.Information("{Line}", line);
    }

    // A training with other plugins, be it only in its first steps, is another training.
    private static bool IsOf(RunFolder donor, ImmutableArray<PluginRecord> plugins) =>
        RunRecord
            .In(donor)
            .Match(records => records.All(record => plugins.All(record.Plugins!.Value.Contains)), _ => false);
}
