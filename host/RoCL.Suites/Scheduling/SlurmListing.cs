using System.Globalization;
using System.Text.RegularExpressions;

namespace RoCL.Suites.Scheduling;

/// <summary>What <c>squeue</c> lists: a hint, since entries come late and go early.</summary>
/// <param name="Entries">The entries.</param>
public sealed partial record SlurmListing(ImmutableArray<SlurmEntry> Entries)
{
    /// <summary>The format that it is asked for.</summary>
    public const string Format = "%i|%T|%r";

    /// <summary>Reads what it wrote; a line of any other form is passed over.</summary>
    /// <param name="text">A line for each task, by <c>-h -r -o</c> <see cref="Format"/>.</param>
    public static SlurmListing Read(string text) =>
        new([
            .. text.Split('\n')
                .Select(line => Line().Match(line.Trim()))
                .Where(match => match.Success)
                .Select(match => new SlurmEntry(
                    match.Groups["job"].Value,
                    match.Groups["task"] is { Success: true } task
                        ? int.Parse(task.Value, CultureInfo.InvariantCulture)
                        : null,
                    match.Groups["state"].Value,
                    match.Groups["reason"].Value
                )),
        ]);

    /// <summary>The runs of a suite that are in the queue, each with Slurm's words.</summary>
    /// <param name="jobs">The jobs that were submitted for the suite.</param>
    public ImmutableDictionary<int, string> Of(SlurmJobs jobs)
    {
        var submitted = jobs.Submissions.Where(each => each.Rows.Count > 0).ToDictionary(each => each.Job);
        var rows = ImmutableDictionary.CreateBuilder<int, string>();
        foreach (var entry in Entries)
        {
            if (entry.Task is { } row && submitted.TryGetValue(entry.Job, out var job) && job.Rows.Contains(row))
                rows[row] = $"{entry}";
        }

        return rows.ToImmutable();
    }

    [GeneratedRegex(@"^(?<job>[0-9]+)(_(?<task>[0-9]{1,7}))?\|(?<state>[^|]*)\|(?<reason>.*)$")]
    private static partial Regex Line();
}

/// <summary>A job, or a task of an array, in the queue.</summary>
/// <param name="Job">The job's number, that of the array for a task.</param>
/// <param name="Task">The task's number; <see langword="null"/> where the job is no array.</param>
/// <param name="State">Such as <c>PENDING</c>.</param>
/// <param name="Reason">Such as <c>Resources</c>.</param>
public sealed record SlurmEntry(string Job, int? Task, string State, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => Reason is "" or "None" ? State : $"{State} ({Reason})";
}
