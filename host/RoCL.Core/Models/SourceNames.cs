namespace RoCL.Core.Models;

/// <summary>
/// Under which names another program has saved the tensors of one of our networks: the same names
/// behind a prefix, such as <c>module.</c>, <c>backbone.</c> or none.
/// </summary>
/// <param name="Prefix">What comes before the names in the file.</param>
/// <param name="Others">
/// Other prefixes under which as many of the names stand: then it is not known which is meant.
/// </param>
internal sealed record SourceNames(string Prefix, ImmutableArray<string> Others)
{
    /// <summary>The prefix under which most of a network's names stand in a file.</summary>
    /// <param name="own">
    /// The prefix of the network itself, such as <c>encoder.</c>: where as many names stand under
    /// it as under others, it is meant.
    /// </param>
    /// <param name="names">The names behind it, such as <c>conv1.weight</c>.</param>
    /// <param name="saved">All names of the file.</param>
    public static SourceNames In(string own, IReadOnlyCollection<string> names, IEnumerable<string> saved)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        var counts = saved
            .SelectMany(Splits)
            .Where(split => wanted.Contains(split.Name))
            .CountBy(split => split.Prefix)
            .ToDictionary(StringComparer.Ordinal);
        if (counts.Count == 0)
            return new(own, []);
        var most = counts.Values.Max();
        if (counts.GetValueOrDefault(own) == most)
            return new(own, []);
        var best = counts.Where(count => count.Value == most).Select(count => count.Key);
        ImmutableArray<string> ordered = [.. best.Order(StringComparer.Ordinal)];
        return new(ordered[0], ordered[1..]);
    }

    // Every way to cut a name after a dot, the name without a prefix among them.
    private static IEnumerable<PrefixedName> Splits(string saved) =>
        saved
            .Index()
            .Where(letter => letter.Item == '.')
            .Select(dot => new PrefixedName(saved[..(dot.Index + 1)], saved[(dot.Index + 1)..]))
            .Prepend(new PrefixedName("", saved));

    private readonly record struct PrefixedName(string Prefix, string Name);
}
