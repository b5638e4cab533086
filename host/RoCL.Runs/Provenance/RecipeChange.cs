using System.Text.Json.Nodes;

namespace RoCL.Runs.Provenance;

/// <summary>How two recipes differ: each value that is not the same, by its key.</summary>
public static class RecipeChange
{
    private const string None = "none";

    /// <summary>
    /// The differences as <c>KEY OLD -> NEW; ...</c>; <see langword="null"/> where both say the
    /// same, in whatever order and layout.
    /// </summary>
    /// <param name="was">The earlier recipe.</param>
    /// <param name="now">The later one.</param>
    /// <param name="counts">Which differences count, by their key; all where left out.</param>
    public static string? Between(JsonObject was, JsonObject now, Func<string, bool>? counts = null) =>
        ChangedFact.Text(Facts("", was, now).Where(fact => counts is null || counts(fact.Name)));

    /// <summary>
    /// The key of the first difference; <see langword="null"/> where both say the same.
    /// </summary>
    /// <param name="was">The earlier recipe, or suite.</param>
    /// <param name="now">The later one.</param>
    public static string? FirstKey(JsonObject was, JsonObject now) => Facts("", was, now).FirstOrDefault()?.Name;

    /// <summary>All differences.</summary>
    /// <param name="was">The one recipe.</param>
    /// <param name="now">The other.</param>
    public static IReadOnlyList<ChangedFact> All(JsonObject was, JsonObject now) => [.. Facts("", was, now)];

    /// <summary>The keys of all differences.</summary>
    /// <param name="was">The earlier recipe.</param>
    /// <param name="now">The later one.</param>
    public static IEnumerable<string> Keys(JsonObject was, JsonObject now) =>
        Facts("", was, now).Select(fact => fact.Name);

    private static IEnumerable<ChangedFact> Facts(string key, JsonNode? was, JsonNode? now) =>
        (was, now) switch
        {
            (JsonObject before, JsonObject after) => before
                .Select(value => value.Key)
                .Union(after.Select(value => value.Key))
                .SelectMany(name => Facts(Inside(key, name), before[name], after[name])),
            (JsonArray before, JsonArray after) when before.Count == after.Count => before
                .Zip(after)
                .SelectMany((pair, i) => Facts(Inside(key, $"{i}"), pair.First, pair.Second)),
            _ when JsonNode.DeepEquals(was, now) => [],
            _ => [new ChangedFact(key, Text(was), Text(now))],
        };

    private static string Inside(string key, string name) => key.Length == 0 ? name : $"{key}.{name}";

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? None;
}
