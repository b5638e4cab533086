namespace RoCL.Core;

/// <summary>Suggests which known name a mistyped name was meant to be.</summary>
public static class Nearest
{
    /// <summary>
    /// The nearest candidate by <see cref="Distance"/>, the first among equals.
    /// </summary>
    /// <param name="name">The name as it was written.</param>
    /// <param name="candidates">The known names.</param>
    /// <returns>
    /// <see langword="null"/> when more than half of the longer name, or as many letters as the
    /// shorter has, would have to change: no suggestion is better than a misleading one.
    /// </returns>
    public static string? To(string name, IEnumerable<string> candidates) =>
        candidates
            .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .Where(near => 2 * near.Distance <= Math.Max(name.Length, near.Name.Length))
            .Where(near => near.Distance < Math.Min(name.Length, near.Name.Length))
            .OrderBy(near => near.Distance)
            .Select(near => near.Name)
            .FirstOrDefault();

    /// <summary>
    /// The smallest number of letters to insert, delete, replace or swap with their neighbours that
    /// turns one text into the other, regardless of case: the optimal string alignment distance.
    /// </summary>
    /// <param name="from">One text.</param>
    /// <param name="to">The other text.</param>
    public static int Distance(string from, string to)
    {
        var source = from.ToUpperInvariant();
        var target = to.ToUpperInvariant();

        // Row i holds the distances of the first i letters of the source to all prefixes of the
        // target. Three rows are enough.
        var beforeLast = new int[target.Length + 1];
        var last = new int[target.Length + 1];
        var row = Enumerable.Range(0, target.Length + 1).ToArray();
        for (var i = 1; i <= source.Length; i++)
        {
            var recycled = beforeLast;
            beforeLast = last;
            last = row;
            row = recycled;

            row[0] = i;
            for (var j = 1; j <= target.Length; j++)
            {
                var insertOrDelete = Math.Min(row[j - 1], last[j]) + 1;
                var replace = last[j - 1] + (source[i - 1] == target[j - 1] ? 0 : 1);
                row[j] = Math.Min(insertOrDelete, replace);
                if (IsSwap(source, target, i, j))
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
        }
        return row[^1];
    }

    private static bool IsSwap(string source, string target, int i, int j) =>
        i > 1 && j > 1 && source[i - 1] == target[j - 2] && source[i - 2] == target[j - 1];
}
