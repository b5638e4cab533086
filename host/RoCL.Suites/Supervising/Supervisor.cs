using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Natives;
using RoCL.Runs.Recovery;
using RoCL.Runs.Replay;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Runs.Supervision;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Supervising;

/// <summary>
/// Runs the work in a process of its own, and starts it again when it dies, by the same rules as a
/// failed step inside it is tried again. No crash of a plugin, of libtorch or of the runtime then
/// ends a run, and none of them is in this process.
/// </summary>
public sealed class Supervisor(
    RecoveryPolicy policy,
    TimeProvider clock,
    WorkerProcess workers,
    IFiles files,
    ErrorOutput errors
)
{
    /// <summary>The option that names a run which the worker is to leave out.</summary>
    public const string GivenUp = "--given-up";

    /// <summary>
    /// The option by which a worker begins without a plan, since one has died before it came to a
    /// run, perhaps in the rehearsal.
    /// </summary>
    public const string Unrehearsed = "--unrehearsed";

    /// <summary>
    /// Called when a worker has died, which may have left the terminal as it was.
    /// </summary>
    public Action AfterDeath { get; init; } = () => { };

    /// <summary>Supervises to the end; the exit code of the work, or of what it died of.</summary>
    public int Run(Supervised asked, Signals signals)
    {
        signals.OnlyCounts = true;
        if (asked.StopAt is { } time)
            signals.StopAt(time, clock);
        var recovery = new WorkerRecovery(policy, asked.Root, Random.Shared.NextDouble, errors);
        var pipeline = RecoveryPipeline.Of<WorkerLostException>(recovery.Decide, recovery.Announce, clock);
        var givenUp = ImmutableArray<string>.Empty;
        using var place = new SupervisedPlace(asked.Root);
        while (true)
        {
            var without = givenUp;
            try
            {
                return pipeline.Execute(_ => Work(asked, recovery, without, place, signals), signals.Stop);
            }
            catch (OperationCanceledException)
            {
                return signals.ExitCode;
            }
            catch (WorkerLostException lost)
            {
                // A rank has noted what it failed by.
                var noted = NotedByRank(asked, new WorkerEnd.Exited(ExitCode.SubmitAgain));
                var problem = noted ?? recovery.GivenUp!;
                GiveUp(lost, problem);
                if (lost.Run is not { } run || run.Root == asked.Root)
                    return ExitCode.Of(problem);
                givenUp = givenUp.Add(run.Name);
            }
        }
    }

    private int Work(
        Supervised asked,
        WorkerRecovery recovery,
        ImmutableArray<string> givenUp,
        SupervisedPlace place,
        Signals signals
    )
    {
        var goesOn = recovery.HasLost && (RunFolder.Is(asked.Root) || SuiteFileNames.AreIn(asked.Root));
        string[] unrehearsed = recovery.HasLostBeforeAnyRun ? [Unrehearsed] : [];
        string[] command =
        [
            .. goesOn ? asked.Later : asked.First,
            .. unrehearsed,
            .. givenUp.SelectMany(run => new[] { GivenUp, run }),
        ];
        var worked = workers.Run(command, asked.Patience, signals, place.Look, asked.Launcher);
        if (worked.End is WorkerEnd.Done done)
            return !asked.Launcher.IsEmpty && signals.Stop.IsCancellationRequested ? signals.ExitCode : done.Code;
        AfterDeath();
        if (worked.End is not WorkerEnd.Exited(ExitCode.SubmitAgain) && NotedByRank(asked, worked.End) is { } noted)
            return ExitCode.Of(noted);
        if (signals.Stop.IsCancellationRequested)
            return signals.ExitCode;
        if (place.Lost is { } lost)
            return errors.Report(lost);
        // Before its first step a worker mostly loads: a damaged library is a reason that no other
        // worker will do better by.
        var damaged = worked.Record.Step < 0 ? NativeFiles.Here.Examine() : [];
        return damaged.IsEmpty ? throw Lost(asked, worked) : errors.Report(damaged);
    }

    // A rank that fails notes it before it ends all of them; each start removes the note.
    private Problem? NotedByRank(Supervised asked, WorkerEnd end)
    {
        if (asked.Launcher.IsEmpty || end is not WorkerEnd.Exited || !RunFolder.Is(asked.Root))
            return null;
        return FailureFile.Read(new RunFolder(files, asked.Root)).FirstOrDefault();
    }

    private WorkerLostException Lost(Supervised asked, Worked worked)
    {
        // Other machines may work on other runs of the folder.
        var worker = (worked.Id, Environment.MachineName);
        // Over ranks there is one run, and its worker is a child of the launcher.
        var run = RunFolder
            .In(files, asked.Root)
            .FirstOrDefault(run =>
                !asked.Launcher.IsEmpty
                || (RunLock.LastOwner(run) is { } owner && (owner.Process, owner.Machine) == worker)
            );
        var gist = LastWords.Gist(worked.Said);
        var death = new WorkerDeath(
            clock.GetUtcNow(),
            worked.Id,
            worked.Record.Step,
            worked.Record.Place,
            gist.Length == 0 ? $"{worked.End}" : $"{worked.End}: {gist}",
            worked.Said
        )
        {
            IsHung = worked.End is WorkerEnd.Hung,
        };
        return new WorkerLostException(run, death);
    }

    private void GiveUp(WorkerLostException lost, Problem problem)
    {
        errors.Report(problem);
        if (lost.Run is not { } run)
            return;
        FailureFile.Write(run, problem, errors);
        var step = Math.Max(0, lost.Death.Step);
        if (FailedStepWriter.Write(run, step, problem, errors.Warn) is { } folder)
        {
            errors.Warn(
                $"everything up to the last checkpoint is safe in {run.Root}; "
                    + $"take the step again, with the same plugins or repaired ones, by: rocl check {folder}"
            );
        }
    }
}
