using System.Text.Json.Nodes;
using RoCL.Core.Numbers;

namespace RoCL.Core.Reading;

/// <summary>
/// The values of a recipe that say where something lies: data, and the runs that models are taken
/// from. They are known by their keys, so that a part of a recipe is enough.
/// </summary>
public static class RecipePlaces
{
    // A schedule begins by this key as well, with a number.
    private const string OfSchedules = "from";

    private static readonly ImmutableArray<string> Keys =
    [
        OfSchedules,
        "folder",
        "path",
        "file",
        "archive",
        "directory",
        "root",
    ];

    private const string OfRow = "row:";
    private const string OfAddress = "://";

    /// <summary>Whether a value says where something lies.</summary>
    /// <param name="key">Its key, or the whole path of keys that leads to it.</param>
    /// <param name="value">The value.</param>
    public static bool IsPlace(string key, JsonNode? value)
    {
        var text = value is JsonValue written && written.TryGetValue(out string? read) ? read : "";
        var name = key.Split('.')[^1];
        return Keys.Contains(name)
            && text.Length > 0
            && !text.Contains('\0') // which no path has: reading refuses it
            && !text.StartsWith(OfRow, StringComparison.Ordinal)
            && !text.Contains(OfAddress, StringComparison.Ordinal)
            && !(name == OfSchedules && Number.Read(key, text) is Result<double>.Ok);
    }

    /// <summary>
    /// Whether two recipes differ at a key by where something lies, and by nothing else.
    /// </summary>
    /// <param name="was">The earlier recipe.</param>
    /// <param name="now">The later one.</param>
    /// <param name="key">The whole path of keys.</param>
    public static bool IsMoved(JsonObject was, JsonObject now, string key)
    {
        JsonNode?[] values = [.. new[] { ValueAt(was, key), ValueAt(now, key) }.Where(value => value is not null)];
        return values.Length > 0 && values.All(value => IsPlace(key, value));
    }

    /// <summary>
    /// What stands under a path of keys; <see langword="null"/> where nothing does.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="key">Such as <c>evaluate.0.attack</c>.</param>
    public static JsonNode? ValueAt(JsonNode recipe, string key) =>
        key.Split('.')
            .Aggregate(
                (JsonNode?)recipe,
                (node, step) =>
                    node switch
                    {
                        JsonObject keys => keys[step],
                        JsonArray list when int.TryParse(step, out var i) && i >= 0 && i < list.Count => list[i],
                        _ => null,
                    }
            );

    /// <summary>The recipe with every place written whole.</summary>
    /// <param name="recipe">A recipe, or a part of one; not changed.</param>
    /// <param name="whole">From a place as it is written to the whole path.</param>
    public static JsonObject Rooted(JsonObject recipe, Func<string, string> whole) =>
        (JsonObject)Rooted("", recipe, whole)!;

    private static JsonNode? Rooted(string key, JsonNode? node, Func<string, string> whole) =>
        node switch
        {
            JsonObject keys => new JsonObject(
                keys.Select(pair => KeyValuePair.Create(pair.Key, Rooted(pair.Key, pair.Value, whole)))
            ),
            JsonArray list => new JsonArray([.. list.Select(member => Rooted(key, member, whole))]),
            JsonValue value when IsPlace(key, value) => JsonValue.Create(whole(value.GetValue<string>())),
            _ => node?.DeepClone(),
        };
}
