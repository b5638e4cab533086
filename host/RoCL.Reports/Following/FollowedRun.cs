using System.Globalization;
using RoCL.Core.Numbers;
using RoCL.Reports.Listing;
using RoCL.Reports.Results;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Results;

namespace RoCL.Reports.Following;

/// <summary>A run at one moment, from its folder alone.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="State">What it is doing, or how it ended.</param>
/// <param name="HasEnded">Whether it finished or failed.</param>
/// <param name="Steps">The steps that it has taken.</param>
/// <param name="Planned">The steps that it has in all; none where that is not known.</param>
/// <param name="Loss">
/// The loss of the last step; none before it, and where its batch was left out.
/// </param>
/// <param name="Numbers">What monitors measured last, or the results, in words.</param>
internal sealed record FollowedRun(
    string Name,
    string State,
    bool HasEnded,
    long Steps,
    long? Planned,
    double? Loss,
    string Numbers
)
{
    private const string Running = "running";

    /// <summary>
    /// Reads a run; <see langword="null"/> where its files cannot be read at the moment.
    /// </summary>
    /// <param name="run">Its folder.</param>
    /// <param name="name">What it is called.</param>
    public static FollowedRun? Of(RunFolder run, string name)
    {
        try
        {
            return Read(run, name);
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return null;
        }
    }

    /// <summary>Such as <c>120/1248</c>.</summary>
    public string Position =>
        string.Create(CultureInfo.InvariantCulture, $"{Steps}{(Planned is null ? "" : $"/{Planned}")}");

    /// <summary>Whether a process takes its steps.</summary>
    public bool IsTraining => State == Running && Steps > 0;

    private static FollowedRun Read(RunFolder run, string name)
    {
        var lines = JournalGlance.LastLinesOf(run);
        var last = lines.Count == 0 ? null : lines[^1];
        var steps = last is null ? 0 : last.Step + 1;
        var planned = RunRecord.LastIn(run)?.Steps;
        if (Headline.Of(run) is { } headline)
            return new(name, "finished", HasEnded: true, steps, planned, last?.Loss, Words(headline));
        var problems = FailureFile.Read(run);
        var monitors = string.Join("; ", MonitorLines.Of(lines).Select(line => line.Replace("monitor ", "")));
        return problems.IsEmpty
            ? new(name, Working(run, steps, planned), HasEnded: false, steps, planned, last?.Loss, monitors)
            : new(name, $"failed {problems[0].Code}", HasEnded: true, steps, planned, last?.Loss, problems[0].What);
    }

    private static string Working(RunFolder run, long steps, long? planned)
    {
        if (!RunFolder.Is(run.Root))
            return "waiting";
        if (RunLock.Holder(run) is null)
            return "stopped";
        return steps > 0 && steps == planned ? "measuring" : Running;
    }

    private static string Words(Headline headline)
    {
        string[] words = [Share(headline.Clean, "clean"), Share(headline.Attacked, headline.Attack ?? "")];
        return string.Join(", ", words.Where(word => word.Length > 0));
    }

    private static string Share(double? share, string condition) =>
        share is { } measured ? $"{Percentage.Of(measured)} {condition}" : "";
}
