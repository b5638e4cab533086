using System.Text.Json;
using RoCL.Core;
using RoCL.Runs.Files;

namespace RoCL.Suites.Scheduling;

/// <summary>
/// The jobs that were submitted for a suite, in <c>slurm/jobs.json</c> of its folder.
/// </summary>
/// <param name="Submissions">In the order of submission.</param>
public sealed record SlurmJobs(IReadOnlyList<SlurmSubmission> Submissions)
{
    /// <summary>None.</summary>
    public static SlurmJobs None { get; } = new([]);

    /// <summary>Reads them.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The suite's folder.</param>
    /// <returns>None where nothing was submitted; ROCL0907 where the file is damaged.</returns>
    public static Result<SlurmJobs> In(IFiles files, string folder)
    {
        var path = PathIn(folder);
        try
        {
            return TextFile.ReadIfThere(files, path) is { } text ? Json.Read<SlurmJobs>(text) : None;
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return new Problem(
                "ROCL0907",
                path,
                $"The list of submitted jobs cannot be read: {fault.Message.Split('\n')[0].TrimEnd('.')}.",
                "Look for the suite's jobs by `squeue --me`, end them by `scancel`, and remove the file."
            );
        }
    }

    /// <summary>These and one more, written to the disk.</summary>
    public SlurmJobs With(SlurmSubmission submission, IFiles files, string folder)
    {
        var jobs = new SlurmJobs([.. Submissions, submission]);
        AtomicFile.WriteJson(files, PathIn(folder), jobs);
        return jobs;
    }

    /// <summary>These, some of them cancelled, written to the disk.</summary>
    public SlurmJobs Cancelled(IReadOnlySet<string> jobs, IFiles files, string folder)
    {
        var cancelled = new SlurmJobs([
            .. Submissions.Select(each => jobs.Contains(each.Job) ? each with { IsCancelled = true } : each),
        ]);
        AtomicFile.WriteJson(files, PathIn(folder), cancelled);
        return cancelled;
    }

    /// <summary>Whether the job that a run was submitted in last has been cancelled.</summary>
    /// <param name="row">The run's place in the suite's list.</param>
    public bool IsCancelled(int row) =>
        Submissions.LastOrDefault(each => each.Rows.Contains(row)) is { IsCancelled: true };

    private static string PathIn(string folder) => Path.Combine(SlurmJob.FolderIn(folder), "jobs.json");
}

/// <summary>One submission.</summary>
/// <param name="Job">The job's number.</param>
/// <param name="Rows">
/// The places of its runs in the suite's list, which are its tasks; none for the tables' job.
/// </param>
/// <param name="At">When it was submitted.</param>
public sealed record SlurmSubmission(string Job, IReadOnlyList<int> Rows, DateTimeOffset At)
{
    /// <summary>Whether a person has cancelled it: nobody who watches submits it again.</summary>
    public bool IsCancelled { get; init; }
}
