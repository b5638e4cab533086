namespace RoCL.Reports.Comparing;

/// <summary>One thing that methods may differ in: a key of the recipe, or a plugin.</summary>
/// <param name="Key">The key, or <c>plugin NAME</c>.</param>
/// <param name="Values">
/// The value of each method, in their order; <see langword="null"/> where it has none.
/// </param>
public sealed record ComparedFact(string Key, ImmutableArray<string?> Values)
{
    /// <summary>Whether all methods have the same value.</summary>
    public bool IsSame => Values.Distinct().Count() == 1;
}
