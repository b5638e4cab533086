using RoCL.Reports.Results;
using RoCL.Runs.Folders;
using RoCL.Runs.Results;

namespace RoCL.Reports.Comparing;

/// <summary>
/// Runs side by side: what they differ in, what they came to, and whether that differs.
/// </summary>
/// <param name="Methods">
/// The runs, those together that differ in their seed alone; the first is what the others are
/// compared with.
/// </param>
public sealed record RunComparison(ImmutableArray<ComparedMethod> Methods)
{
    /// <summary>Reads some runs.</summary>
    /// <param name="runs">Their folders, one at least.</param>
    public static RunComparison Of(IReadOnlyList<RunFolder> runs)
    {
        var names = RunNames.Of([.. runs]);
        return new(ComparedMethod.Of([.. runs.Select((run, i) => ComparedRun.Of(run, names[i]))]));
    }

    /// <summary>All runs.</summary>
    public ImmutableArray<ComparedRun> Runs => [.. Methods.SelectMany(method => method.Runs)];

    /// <summary>Whether there is anything to compare.</summary>
    public bool HasSeveral => Methods.Length > 1;

    /// <summary>What they came to: a row for each method, and for each later evaluation.</summary>
    public ResultSet Results => ResultSet.Of(Methods.SelectMany(ResultsOf));

    /// <summary>How each method differs from the first, condition by condition.</summary>
    public ImmutableArray<ConditionDifference> Differences => Comparing.Differences.Of(Methods);

    /// <summary>The sentence where recipes and plugins do not differ.</summary>
    public string Same
    {
        get
        {
            var edited = Runs.Where(run => run.Edited is not null).Select(run => run.Name).ToList();
            return edited.Count == 0
                ? "The recipes and the plugins are the same."
                : "The recipes and the plugins that the runs were made by are the same; edited since was the recipe in "
                    + $"the folder of {string.Join(", ", edited)}.";
        }
    }

    /// <summary>Keys of recipes and plugins, side by side.</summary>
    /// <param name="all">Whether those that are the same are among them.</param>
    public ImmutableArray<ComparedFact> Facts(bool all) => ComparedFacts.Of(Methods, all);

    private static IEnumerable<(string Method, Summary Summary)> ResultsOf(ComparedMethod method)
    {
        var own = method.Runs.Where(run => run.Summary is not null).Select(run => (method.Name, run.Summary!));
        var later = method.Runs.SelectMany(run =>
            run.Later.Select(each =>
                ($"{run.Name}, evaluated {each.Name}", each.Summary with { TrainedSeed = run.Summary?.Seed })
            )
        );
        return own.Concat(later);
    }
}
