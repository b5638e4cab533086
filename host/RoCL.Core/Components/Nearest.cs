namespace RoCL.Core;

/// <summary>Which known name a mistyped one was meant to be.</summary>
public static class Nearest
{
    /// <summary>The nearest candidate by Levenshtein's distance, capitals aside; the first of equals.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What could have been meant.</param>
    /// <returns><see langword="null"/> when more than half of the longer name would have to change: no suggestion is better than a silly one.</returns>
    public static string? To(string name, IEnumerable<string> candidates) => candidates
        .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
        .Where(near => 2 * near.Distance <= Math.Max(name.Length, near.Name.Length))
        .OrderBy(near => near.Distance)
        .Select(near => near.Name)
        .FirstOrDefault();

    /// <summary>The fewest letters to insert, to remove or to replace that lead from one text to the other, capitals aside.</summary>
    /// <param name="from">One text.</param>
    /// <param name="to">The other.</param>
    public static int Distance(string from, string to) =>
        from.ToUpperInvariant().Aggregate(Enumerable.Range(0, to.Length + 1).ToArray(), (above, letter) => Row(above, letter, to.ToUpperInvariant()))[^1];

    private static int[] Row(int[] above, char letter, string to)
    {
        var row = new int[above.Length];
        row[0] = above[0] + 1;
        for (var i = 0; i < to.Length; i++)
            row[i + 1] = Math.Min(Math.Min(row[i], above[i + 1]) + 1, above[i] + (to[i] == letter ? 0 : 1));
        return row;
    }
}
