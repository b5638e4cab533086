namespace Architecture.Tests.Semantics;

/// <summary>No folder of a project uses another that leads back to it.</summary>
internal static class FolderCircles
{
    /// <summary>
    /// Each use of one folder by another that is part of a circle: one place, those of the fewest
    /// places first, since they are the easiest to take away.
    /// </summary>
    public static IEnumerable<Finding> In(IEnumerable<FolderUse> uses)
    {
        var edges = uses.GroupBy(use => (use.From, use.To)).ToList();
        var next = edges.ToLookup(edge => edge.Key.From, edge => edge.Key.To);
        return edges
            .Where(edge => Reach(next, edge.Key.To).Contains(edge.Key.From))
            .OrderBy(edge => edge.Count())
            .Select(edge => Describe([.. edge], Circle(next, edge.Key.From)));
    }

    private static Finding Describe(IReadOnlyList<FolderUse> uses, IEnumerable<string> circle)
    {
        var use = uses[0];
        var types = string.Join(", ", uses.Select(each => each.Type).Distinct().Take(5));
        return new(
            use.File,
            use.Line,
            "circle",
            $"Folder '{Shown(use.From)}' uses {types} of '{Shown(use.To)}' in {uses.Count} place(s). "
                + $"Cut one direction between {string.Join(", ", circle.Select(Shown))}."
        );
    }

    private static string Shown(string folder) => folder is "" ? "(root)" : folder;

    private static IEnumerable<string> Circle(ILookup<string, string> next, string folder) =>
        Reach(next, folder).Where(other => Reach(next, other).Contains(folder)).Order(StringComparer.Ordinal);

    private static HashSet<string> Reach(ILookup<string, string> next, string folder)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(next[folder]);
        while (open.TryPop(out var other))
        {
            if (reached.Add(other))
            {
                next[other].ToList().ForEach(open.Push);
            }
        }

        return reached;
    }
}
