using System.Globalization;
using RoCL.Core.Guards;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;

namespace RoCL.Runs.Supervision;

/// <summary>
/// The recovery of the runs that one supervisor watches: keeps the deaths of their workers, in
/// memory and on disk, and asks <see cref="RecoveryRules"/>.
/// </summary>
/// <param name="policy">How often and how patiently workers are started again.</param>
/// <param name="results">The folder for the results.</param>
/// <param name="jitter">Random numbers from 0 to 1, by which waits differ.</param>
/// <param name="errors">Where the person is warned.</param>
public sealed class WorkerRecovery(RecoveryPolicy policy, string results, Func<double> jitter, ErrorOutput errors)
{
    private const string NoRun = "";

    // By the run's folder.
    private readonly Dictionary<string, ImmutableArray<WorkerDeath>> _deaths = [];

    private Decision? _decision;

    /// <summary>Whether any worker has died.</summary>
    public bool HasLost => _deaths.Count > 0;

    /// <summary>Whether one has died before it came to a run.</summary>
    public bool HasLostBeforeAnyRun => _deaths.ContainsKey(NoRun);

    /// <summary>Why the last run was given up; <see langword="null"/> where none was.</summary>
    public Problem? GivenUp => (_decision as Decision.GiveUp)?.Problem;

    /// <summary>
    /// Decides what follows from the death of a worker, and writes the death down.
    /// </summary>
    public Decision Decide(WorkerLostException lost)
    {
        var before = DeathsBefore(lost.Run);
        var history = RecoveryHistory.Under(policy) with { Failed = WorkerDeaths.FailedSteps(before) };
        var reason = WorkerProblem.Of(lost.Run, results, lost.Death, policy.SameStep);
        _decision = RecoveryRules.Decide(history, new Failure.WorkerDied(lost.Death.Step, reason), jitter());

        var death = lost.Death with { Last = _decision is Decision.GiveUp };
        var deaths = before.Add(death);
        _deaths[lost.Run?.Root ?? NoRun] = deaths;
        // On disk before the wait: whoever supervises next knows of it too.
        if (lost.Run is not null)
            Write(lost.Run, death, deaths);
        return _decision;
    }

    /// <summary>Says that another worker follows.</summary>
    public void Announce(WorkerLostException lost, Decision decision) =>
        errors.Warn(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{lost.Message}; going on from the newest checkpoint in {decision.WaitBeforeNext?.TotalSeconds:0.#} s"
            )
        );

    private ImmutableArray<WorkerDeath> DeathsBefore(RunFolder? run)
    {
        if (_deaths.TryGetValue(run?.Root ?? NoRun, out var known))
            return known;
        if (run is null)
            return [];
        return WorkerDeaths.Read(run).Match(deaths => deaths, damaged => SetAside(run, damaged[0]));
    }

    private ImmutableArray<WorkerDeath> SetAside(RunFolder run, Problem damaged)
    {
        errors.Warn($"{damaged} It is set aside, and the deaths of workers are counted anew.");
        Leftovers.Drop(() => Files.SetAside.Rename(run.Files, run.Attempts, run.Attempts + ".damaged"));
        return [];
    }

    private void Write(RunFolder run, WorkerDeath death, ImmutableArray<WorkerDeath> deaths)
    {
        using var log = RunLog.Open(run, errors);
        log.Warning(
            "Worker {Process} {How} in step {Step}, in {Component}",
            death.Process,
            death.How,
            death.Step,
            death.Place
        );
        try
        {
            WorkerDeaths.Write(run, deaths);
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            errors.Warn($"{run.Attempts} cannot be written: {DiskFault.What(fault)}. {DiskFault.Remedy(fault)}.");
        }
    }
}
