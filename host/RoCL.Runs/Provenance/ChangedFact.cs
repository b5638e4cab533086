namespace RoCL.Runs.Provenance;

/// <summary>One fact about host or machine at two times.</summary>
/// <param name="Name">Such as <c>libtorch</c>.</param>
/// <param name="Was">As it was recorded; nothing where it was not.</param>
/// <param name="Now">As it is.</param>
public sealed record ChangedFact(string Name, string? Was, string? Now)
{
    /// <summary>
    /// Those facts that have changed, as <c>NAME OLD -> NEW</c>; <see langword="null"/> where none
    /// has.
    /// </summary>
    public static string? Text(IEnumerable<ChangedFact> facts)
    {
        var changed = facts.Where(fact => fact.Was != fact.Now).ToList();
        return changed.Count == 0 ? null : string.Join("; ", changed);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Was} -> {Now}";
}
