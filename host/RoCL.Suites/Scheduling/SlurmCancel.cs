using RoCL.Core;
using RoCL.Runs.Files;
using RoCL.Runs.Recovery;

namespace RoCL.Suites.Scheduling;

/// <summary>Ends the jobs of a suite, whoever submitted them, by its folder alone.</summary>
public static class SlurmCancel
{
    /// <summary>
    /// Ends those that are in the queue. A run at work hears of it by SIGTERM, and writes a
    /// checkpoint; whoever watches the suite submits none of them again.
    /// </summary>
    /// <param name="folder">The suite's folder.</param>
    /// <param name="client">Slurm's commands.</param>
    /// <param name="files">The disk.</param>
    /// <returns>
    /// A sentence for the person; ROCL0909 nothing of the suite is in the queue, ROCL0904 no
    /// controller answers.
    /// </returns>
    public static Result<string> In(string folder, SlurmClient client, IFiles files) =>
        SlurmJobs
            .In(files, folder)
            .Then(jobs =>
                SlurmRows.Queue(client).Then(queue => Cancel(folder, jobs, Queued(jobs, queue), client, files))
            );

    private static ImmutableArray<string> Queued(SlurmJobs jobs, SlurmListing queue)
    {
        var submitted = jobs.Submissions.Select(submission => submission.Job).ToHashSet();
        return [.. queue.Entries.Select(entry => entry.Job).Where(submitted.Contains).Distinct()];
    }

    private static Result<string> Cancel(
        string folder,
        SlurmJobs jobs,
        ImmutableArray<string> queued,
        SlurmClient client,
        IFiles files
    )
    {
        if (queued.IsEmpty)
        {
            return new Problem(
                "ROCL0909",
                folder,
                "No job of this suite is in the queue.",
                $"Look at how its runs ended: rocl show {folder}"
            );
        }

        try
        {
            // Before they leave the queue, where whoever watches would take them for lost.
            jobs.Cancelled(queued.ToHashSet(), files, folder);
        }
        catch (Exception fault) when (MachineProblem.Of(folder, fault) is { } problem)
        {
            return problem;
        }

        var named = string.Join(", ", queued);
        return client
            .Run("scancel", queued)
            .Then<string>(_ => $"Cancelled {(queued.Length == 1 ? "job" : "jobs")} {named}; nothing is lost.");
    }
}
