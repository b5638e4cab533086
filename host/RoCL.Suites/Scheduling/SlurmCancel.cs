using RoCL.Core;
using RoCL.Runs.Files;

namespace RoCL.Suites.Scheduling;

/// <summary>Ends the jobs of a suite, whoever submitted them, by its folder alone.</summary>
public static class SlurmCancel
{
    /// <summary>
    /// Ends those that are in the queue. A run at work hears of it by SIGTERM, and writes a
    /// checkpoint.
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
            .Then(jobs => SlurmRows.Queue(client).Then(queue => Cancel(folder, Queued(jobs, queue), client)));

    private static ImmutableArray<string> Queued(SlurmJobs jobs, SlurmListing queue)
    {
        var submitted = jobs.Submissions.Select(submission => submission.Job).ToHashSet();
        return [.. queue.Entries.Select(entry => entry.Job).Where(submitted.Contains).Distinct()];
    }

    private static Result<string> Cancel(string folder, ImmutableArray<string> jobs, SlurmClient client)
    {
        if (jobs.IsEmpty)
        {
            return new Problem(
                "ROCL0909",
                folder,
                "No job of this suite is in the queue.",
                $"Look at how its runs ended: rocl show {folder}"
            );
        }

        var named = string.Join(", ", jobs);
        return client
            .Run("scancel", jobs)
            .Then<string>(_ => $"Cancelled {(jobs.Length == 1 ? "job" : "jobs")} {named}; nothing is lost.");
    }
}
