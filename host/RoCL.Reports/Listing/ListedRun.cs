using System.Globalization;
using System.IO.Enumeration;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Results;

namespace RoCL.Reports.Listing;

/// <summary>A run as a list shows it, from its folder alone.</summary>
/// <param name="Name">Its folder, from the folder that is listed.</param>
/// <param name="State">What it is doing, or how it ended, in a few words.</param>
/// <param name="Headline">Its accuracies; none before it has finished.</param>
/// <param name="Changed">When it changed last.</param>
/// <param name="Bytes">The size of all its files.</param>
internal sealed record ListedRun(string Name, string State, Headline? Headline, DateTime Changed, long Bytes)
{
    private static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>Reads a run.</summary>
    /// <param name="run">Its folder.</param>
    /// <param name="name">What the list calls it.</param>
    public static ListedRun Of(RunFolder run, string name)
    {
        var headline = Headline.Of(run);
        var changed = new[] { run.Summary, run.Failure, run.Metrics, run.Recipe }
            .Where(run.Files.Exists)
            .Select(File.GetLastWriteTimeUtc)
            .DefaultIfEmpty(File.GetLastWriteTimeUtc(run.Root))
            .Max();
        return new(name, headline is null ? StateOf(run) : Finished(run), headline, changed, BytesOf(run));
    }

    private static string Finished(RunFolder run)
    {
        if (LostRecipe.Is(run.Root))
            return "finished, no recipe.json";
        return RecordedRecipe.EditsInFolder(run) is null ? "finished" : "finished, recipe edited";
    }

    private static string StateOf(RunFolder run)
    {
        if (LostRecipe.Is(run.Root))
            return "no recipe.json";
        var trained = StepsOf(run);
        if (RunLock.Holder(run) is not null)
            return $"running{trained}";
        var problems = FailureFile.Read(run);
        return problems.IsEmpty ? $"stopped{trained}" : $"failed {problems[0].Code}";
    }

    private static string StepsOf(RunFolder run)
    {
        if (JournalGlance.LastOf(run) is not { } last)
            return "";
        var planned = RunRecord.LastIn(run)?.Steps;
        return string.Create(CultureInfo.InvariantCulture, $" {last.Step + 1}{(planned is null ? "" : $"/{planned}")}");
    }

    private static long BytesOf(RunFolder run)
    {
        var sizes = new FileSystemEnumerable<long>(run.Root, (ref FileSystemEntry entry) => entry.Length, All)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        };
        return sizes.Sum();
    }
}
