using System.Text.Json.Nodes;

namespace RoCL.Plugins.Schema;

/// <summary>The parts that schemas are made of.</summary>
internal static class SchemaParts
{
    private const string NumberPattern = @"^\s*[-+0-9.eE]+\s*(/\s*[-+0-9.eE]+\s*)?$";

    /// <summary>A reference to a definition.</summary>
    public static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    /// <summary>The definitions that do not depend on components.</summary>
    public static IEnumerable<KeyValuePair<string, JsonObject>> Shared()
    {
        var number = new JsonObject { ["type"] = "number" };
        var fraction = new JsonObject { ["type"] = "string", ["pattern"] = NumberPattern };
        var length = new JsonObject { ["type"] = new JsonArray("string", "number") };
        yield return new("fraction", fraction);
        yield return new(
            "schedule",
            new JsonObject
            {
                ["type"] = "object",
                ["description"] = "A number that changes: a line, or half a cosine, from one value to another.",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray("from", "to"),
                ["properties"] = new JsonObject
                {
                    ["from"] = AnyOf(number.DeepClone(), Reference("fraction")),
                    ["to"] = AnyOf(number.DeepClone(), Reference("fraction")),
                    ["over"] = length.DeepClone(),
                    ["every"] = length.DeepClone(),
                    ["ahead"] = length.DeepClone(),
                    ["curve"] = new JsonObject { ["enum"] = new JsonArray("line", "cosine") },
                },
            }
        );
    }

    /// <summary>A number, a fraction as text, or a schedule.</summary>
    public static JsonObject NumberOf(string type, double? low, double? high)
    {
        var number = TypeOf(type);
        if (low is { } least && double.IsFinite(least))
            number["minimum"] = least;
        if (high is { } most && double.IsFinite(most))
            number["maximum"] = most;
        return AnyOf(number, Reference("fraction"), Reference("schedule"));
    }

    /// <summary>A list; a member alone stands for a list of one.</summary>
    public static JsonObject ListOf(Func<JsonNode> member, int fewest = 0, bool isDistinct = false)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = member() };
        if (fewest > 0)
            list["minItems"] = fewest;
        if (isDistinct)
            list["uniqueItems"] = true;
        return AnyOf(list, member());
    }

    /// <summary>A type of JSON.</summary>
    public static JsonObject TypeOf(string type) => new() { ["type"] = type };

    /// <summary>Nothing, which takes away what is inherited.</summary>
    public static JsonObject Null() => TypeOf("null");

    /// <summary>One of some words.</summary>
    public static JsonObject Enum(IEnumerable<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode?)word)]) };

    /// <summary>One of several.</summary>
    public static JsonObject AnyOf(params JsonNode[] types) => new() { ["anyOf"] = new JsonArray(types) };
}
