namespace RoCL.Contracts;

/// <summary>Which known name a mistyped one was meant to be.</summary>
public static class Nearest
{
    /// <summary>
    /// The nearest candidate by Levenshtein's distance with swaps, capitals aside; the first of
    /// equals.
    /// </summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What could have been meant.</param>
    /// <returns>
    /// <see langword="null"/> when more than half of the longer name would have to change: no
    /// suggestion is better than a silly one.
    /// </returns>
    public static string? To(string name, IEnumerable<string> candidates) =>
        candidates
            .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .Where(near => 2 * near.Distance <= Math.Max(name.Length, near.Name.Length))
            .OrderBy(near => near.Distance)
            .Select(near => near.Name)
            .FirstOrDefault();

    /// <summary>
    /// The fewest letters to insert, to remove, to replace or to swap with their neighbours that
    /// lead from one text to the other, capitals aside.
    /// </summary>
    /// <param name="from">One text.</param>
    /// <param name="to">The other.</param>
    public static int Distance(string from, string to)
    {
        var (a, b) = (from.ToUpperInvariant(), to.ToUpperInvariant());
        var (before, above, row) = (
            new int[b.Length + 1],
            new int[b.Length + 1],
            Enumerable.Range(0, b.Length + 1).ToArray()
        );
        for (var i = 1; i <= a.Length; i++)
        {
            (before, above, row) = (above, row, before);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }
        return row[^1];
    }
}
