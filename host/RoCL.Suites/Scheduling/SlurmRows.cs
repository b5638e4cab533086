using System.Globalization;
using RoCL.Core;
using RoCL.Runs.Files;
using RoCL.Runs.Recovery;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Scheduling;

/// <summary>A Slurm cluster: runs that are handed over become tasks of job arrays.</summary>
/// <param name="job">What the scripts say.</param>
/// <param name="runs">All runs of the suite.</param>
/// <param name="client">Slurm's commands.</param>
/// <param name="files">The disk.</param>
/// <param name="clock">Dates the record of jobs.</param>
public sealed class SlurmRows(
    SlurmJob job,
    ImmutableArray<SuiteRun> runs,
    SlurmClient client,
    IFiles files,
    TimeProvider clock
) : IRowScheduler
{
    /// <inheritdoc/>
    /// <remarks>
    /// Writes both scripts, then submits an array for each wave, and the job of the tables, which
    /// waits for all. ROCL0905 has the script's path.
    /// </remarks>
    public Result<string> Submit(ImmutableArray<int> rows)
    {
        try
        {
            files.CreateFolder(job.Slurm);
            AtomicFile.WriteText(files, job.RunsScript, SlurmScript.OfRuns(job));
            AtomicFile.WriteText(files, job.TablesScript, SlurmScript.OfTables(job));
            return SubmitWaves(rows);
        }
        catch (Exception fault) when (MachineProblem.Of(job.Folder, fault) is { } problem)
        {
            return problem;
        }
    }

    /// <inheritdoc/>
    public Result<ImmutableDictionary<int, string>> Poll() =>
        SlurmJobs
            .In(files, job.Folder)
            .Then<ImmutableDictionary<int, string>>(jobs =>
                jobs.Submissions.Count == 0
                    ? ImmutableDictionary<int, string>.Empty
                    : Queue(client).Then<ImmutableDictionary<int, string>>(queue => queue.Of(jobs))
            );

    /// <inheritdoc/>
    public bool IsCancelled(int row) =>
        SlurmJobs.In(files, job.Folder).Match(jobs => jobs.IsCancelled(row), _ => false);

    /// <inheritdoc/>
    public Result<string> Cancel() => SlurmCancel.In(job.Folder, client, files);

    /// <summary>The queue as it is: this user's jobs.</summary>
    internal static Result<SlurmListing> Queue(SlurmClient client) =>
        client
            .Run("squeue", "-h", "-r", "-u", Environment.UserName, "-o", SlurmListing.Format)
            .Then<SlurmListing>(text => SlurmListing.Read(text));

    private Result<string> SubmitWaves(ImmutableArray<int> rows)
    {
        var read = SlurmJobs.In(files, job.Folder);
        if (read is not Result<SlurmJobs>.Ok { Value: var jobs })
            return read.Problems;
        var submitted = new List<string>();
        foreach (var wave in RowWaves.Of(runs, rows))
        {
            string[] after = submitted.Count == 0 ? [] : [After([submitted[^1]])];
            var answer = Sbatch([$"--array={Tasks(wave)}", .. after, job.RunsScript], job.RunsScript);
            if (answer is not Result<string>.Ok { Value: var id })
                return answer.Problems;
            jobs = jobs.With(new(id, [.. wave], clock.GetUtcNow()), files, job.Folder);
            submitted.Add(id);
        }

        return job.IsAlone ? Sentence(submitted) : SubmitTables(jobs, submitted);
    }

    private Result<string> SubmitTables(SlurmJobs jobs, List<string> submitted)
    {
        var answer = Sbatch([After(submitted), job.TablesScript], job.TablesScript);
        if (answer is not Result<string>.Ok { Value: var id })
            return answer.Problems;
        jobs.With(new(id, [], clock.GetUtcNow()), files, job.Folder);
        return Sentence([.. submitted, id]);
    }

    private Result<string> Sbatch(ImmutableArray<string> arguments, string script) =>
        client
            .Run("sbatch", ["--parsable", .. arguments])
            .Match(
                output => JobId(output, script),
                problems => problems.Select(problem => Named(problem, script)).ToImmutableArray()
            );

    private static Problem Named(Problem problem, string script) =>
        problem.Code == "ROCL0905" ? problem with { Where = $"sbatch {script}" } : problem;

    private static Result<string> JobId(string output, string script)
    {
        var id = output.Trim().Split(';')[0];
        return long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? id
            : new Problem(
                "ROCL0905",
                $"sbatch {script}",
                $"The answer '{output.Trim()}' is no job's number.",
                "Look at `squeue --me`, and submit the script by hand."
            );
    }

    // `afterok` would wait for ever where a run fails.
    private static string After(IEnumerable<string> jobs) => $"--dependency=afterany:{string.Join(':', jobs)}";

    private string Tasks(ImmutableArray<int> rows)
    {
        var limit = job.Settings.AtOnce is { } atOnce ? FormattableString.Invariant($"%{atOnce}") : "";
        return string.Join(',', rows.Select(row => row.ToString(CultureInfo.InvariantCulture))) + limit;
    }

    private static string Sentence(List<string> jobs) =>
        $"Submitted {(jobs.Count == 1 ? "job" : "jobs")} {string.Join(", ", jobs)}.";
}
