using System.Globalization;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Recovery;
using RoCL.Runs.Replay;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Runs.Supervision;
using RoCL.Suites.Folders;

namespace RoCL.Host.Supervision;

/// <summary>What is supervised.</summary>
/// <param name="Root">The folder for the results.</param>
/// <param name="First">The command line that begins.</param>
/// <param name="Later">The command line that goes on with what is in the folder.</param>
/// <param name="Patience">How long a step or a component may give no sign of life.</param>
internal sealed record Supervised(
    string Root,
    ImmutableArray<string> First,
    ImmutableArray<string> Later,
    TimeSpan Patience
);

/// <summary>A worker died in the middle of a run.</summary>
/// <param name="run">The run, where it had come to one.</param>
/// <param name="death">How.</param>
internal sealed class WorkerLost(RunFolder? run, WorkerDeath death) : Exception($"{death}")
{
    /// <summary>The run, where it had come to one.</summary>
    public RunFolder? Run => run;

    /// <summary>How.</summary>
    public WorkerDeath Death => death;
}

/// <summary>
/// Runs the work in a process of its own, and starts it again when it dies, by the same policy as a
/// failed step inside it is tried again. No crash of a plugin, of libtorch or of the runtime then
/// ends a run, and none of them is in this process.
/// </summary>
internal sealed class Supervisor(
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

    // By the run's folder; by no folder where no run was come to.
    private readonly Dictionary<string, ImmutableArray<WorkerDeath>> _deaths = [];

    /// <summary>Supervises to the end; the exit code of the work, or of what it died of.</summary>
    public int Run(Supervised asked, Signals signals)
    {
        signals.OnlyCounts = true;
        var pipeline = RetryPipeline.Pipeline(policy, clock, Warn, fault => fault is WorkerLost { Death.Last: false });
        for (var givenUp = ImmutableArray<string>.Empty; ; )
        {
            try
            {
                return pipeline.Execute(_ => Try(asked, givenUp, signals), signals.Stop);
            }
            catch (OperationCanceledException)
            {
                return signals.ExitCode;
            }
            catch (WorkerLost lost)
            {
                var problem = WorkerProblem.Of(lost.Run, asked.Root, lost.Death, policy.SameStep);
                errors.Report(problem);
                if (lost.Run is not { } run)
                    return ExitCode.Of(problem);
                FailureFile.Write(run, problem, errors);
                if (FailedStepFolder.Leave(run, Math.Max(0, lost.Death.Step), problem, errors.Warn) is { } left)
                {
                    errors.Warn(
                        $"everything up to the last checkpoint is safe in {run.Root}; take the step again, with the same plugins or mended ones, by: rocl check {left}"
                    );
                }

                if (run.Root == asked.Root)
                    return ExitCode.Of(problem);
                givenUp = givenUp.Add(run.Name);
            }
        }
    }

    private int Try(Supervised asked, ImmutableArray<string> givenUp, Signals signals)
    {
        var goesOn = _deaths.Count > 0 && (RunFolder.Is(asked.Root) || SuiteFolder.Is(asked.Root));
        string[] unrehearsed = _deaths.ContainsKey("") ? [Unrehearsed] : [];
        var worked = workers.Run(
            [
                .. goesOn ? asked.Later : asked.First,
                .. unrehearsed,
                .. givenUp.SelectMany(run => new[] { GivenUp, run }),
            ],
            asked.Patience,
            signals
        );
        if (worked.End is WorkerEnd.Done done)
            return done.Code;
        if (!Console.IsOutputRedirected)
            Console.CursorVisible = true; // a progress bar had hidden it
        return signals.Count > 0 ? signals.ExitCode : throw Lost(asked, worked);
    }

    // On disk first: whoever supervises next knows of it too.
    private WorkerLost Lost(Supervised asked, Worked worked)
    {
        var run = RunFolder.In(files, asked.Root).FirstOrDefault(run => RunLock.LastOwner(run)?.Process == worked.Id);
        var how = string.Join(
            ": ",
            new[] { $"{worked.End}", LastWords.Gist(worked.Said) }.Where(part => part.Length > 0)
        );
        var death = new WorkerDeath(
            clock.GetUtcNow(),
            worked.Id,
            worked.Record.Step,
            worked.Record.Place,
            how,
            worked.Said
        )
        {
            IsHung = worked.End is WorkerEnd.Hung,
        };
        var before = _deaths.GetValueOrDefault(run?.Root ?? "", run is null ? [] : WorkerDeaths.In(run));
        var steps = WorkerDeaths.Since(before.Add(death)).Select(each => each.Step);
        death = death with { Last = !StepCircuit.IsClosed(steps, policy.SameStep) };
        var all = _deaths[run?.Root ?? ""] = before.Add(death);
        if (run is not null)
            Note(run, death, all);
        return new(run, death);
    }

    private void Note(RunFolder run, WorkerDeath death, ImmutableArray<WorkerDeath> all)
    {
        using (var log = RunLog.Open(run, errors))
        {
            log.Warning(
                "Worker {Process} {How} in step {Step}, in {Component}",
                death.Process,
                death.How,
                death.Step,
                death.Place
            );
        }

        try
        {
            WorkerDeaths.Write(run, all);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Warn($"{run.Attempts} cannot be written: {fault.Message}");
        }
    }

    private void Warn(Exception fault, int attempt, TimeSpan wait) =>
        errors.Warn(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{fault.Message}; going on from the newest checkpoint in {wait.TotalSeconds:0.#} s"
            )
        );
}
