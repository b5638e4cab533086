using RoCL.Runs.Folders;

namespace RoCL.Reports.Results;

/// <summary>What tables call runs.</summary>
public static class RunNames
{
    /// <summary>
    /// The names of their folders; the whole paths of those that share a name, and a number where
    /// one run stands several times.
    /// </summary>
    /// <param name="runs">The runs.</param>
    /// <param name="checkpoints">
    /// The checkpoint of each that is named after the run; none where it is the newest.
    /// </param>
    public static ImmutableArray<string> Of(
        ImmutableArray<RunFolder> runs,
        ImmutableArray<string?> checkpoints = default
    )
    {
        var roots = runs.GroupBy(run => run.Name).ToDictionary(same => same.Key, same => same.Select(run => run.Root));
        ImmutableArray<string> names =
        [
            .. runs.Select(run => roots[run.Name].Distinct().Count() > 1 ? run.Root : run.Name)
                .Select(
                    (name, i) =>
                        !checkpoints.IsDefaultOrEmpty && checkpoints[i] is { } checkpoint
                            ? $"{name}, {checkpoint}"
                            : name
                ),
        ];
        return [.. names.Select((name, i) => Numbered(name, names.Take(i).Count(name.Equals)))];
    }

    private static string Numbered(string name, int earlier) => earlier == 0 ? name : $"{name} ({earlier + 1})";
}
