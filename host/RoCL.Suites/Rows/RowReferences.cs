using System.Text.Json.Nodes;
using RoCL.Core;

namespace RoCL.Suites.Rows;

/// <summary>
/// Where a suite's recipe names the model of another run, <c>"row:AT"</c> stands for the run of
/// that row with the same seed: a black-box attack follows the gradients of one row's network,
/// and all rows are measured by it.
/// </summary>
internal static class RowReferences
{
    private const string Prefix = "row:";

    /// <summary>The rows that a recipe names.</summary>
    public static IEnumerable<string> In(JsonNode? node) =>
        node switch
        {
            JsonObject keys => keys.SelectMany(pair => In(pair.Value)),
            JsonArray list => list.SelectMany(In),
            JsonValue value when Named(value) is { } row => [row],
            _ => [],
        };

    /// <summary>The recipe with folders in place of rows.</summary>
    public static JsonNode? Resolved(JsonNode? node, Func<string, string> folder) =>
        node switch
        {
            JsonObject keys => new JsonObject(
                keys.Select(pair => KeyValuePair.Create(pair.Key, Resolved(pair.Value, folder)))
            ),
            JsonArray list => new JsonArray([.. list.Select(member => Resolved(member, folder))]),
            JsonValue value when Named(value) is { } row => JsonValue.Create(folder(row)),
            _ => node?.DeepClone(),
        };

    /// <summary>ROCL0138: a row that is not there, or stands after the one that names it.</summary>
    public static IEnumerable<Problem> Unknown(ImmutableArray<SuiteRow> rows, string where) =>
        rows.SelectMany(
            (row, i) =>
                In(row.Recipe)
                    .Distinct()
                    .Where(named => !rows.Take(i).Any(earlier => earlier.Name == named))
                    .Select(named => new Problem(
                        "ROCL0138",
                        $"{where}: rows.{row.Name}",
                        rows.Any(other => other.Name == named)
                            ? $"The row names the row '{named}', which does not come before it."
                            : $"The row names a row '{named}', and there is none.",
                        Nearest.To(named, rows.Take(i).Select(earlier => earlier.Name)) is { } nearest
                        && nearest != named
                            ? $"Did you mean 'row:{nearest}'?"
                            : "Put the row that is named before this one."
                    ))
        );

    private static string? Named(JsonValue value) =>
        value.TryGetValue(out string? text) && text.StartsWith(Prefix, StringComparison.Ordinal)
            ? text[Prefix.Length..]
            : null;
}
