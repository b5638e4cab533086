using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Reading;

/// <summary>One document of a recipe over another.</summary>
internal static class RecipeLayers
{
    /// <summary>As <see cref="RecipeText.Merge"/>.</summary>
    /// <param name="lower">The document below; not changed.</param>
    /// <param name="upper">The document above; not changed.</param>
    /// <param name="precedence">Which options exclude one another.</param>
    /// <param name="where">The place of the documents, for the warnings.</param>
    public static JsonObject Merged(JsonObject lower, JsonObject upper, OptionPrecedence? precedence, string where)
    {
        var merged = (JsonObject)lower.DeepClone();
        precedence?.MakeRoom(merged, upper, where);
        foreach (var (key, value) in upper)
        {
            if (value is null)
                merged.Remove(key);
            else
                merged[key] = Merged(merged[key], value, precedence, Place(where, key));
        }

        return merged;
    }

    private static JsonNode Merged(JsonNode? lower, JsonNode upper, OptionPrecedence? precedence, string where) =>
        lower is JsonObject below && upper is JsonObject above && UseOneComponent(below, above)
            ? Merged(below, above, precedence, where)
            : upper.DeepClone();

    private static string Place(string where, string key)
    {
        if (where.Length == 0)
            return key;
        return where.EndsWith(':') ? $"{where} {key}" : $"{where}.{key}";
    }

    private static bool UseOneComponent(JsonObject lower, JsonObject upper)
    {
        if (upper["use"] is { } use)
            return lower["use"] is { } other && JsonNode.DeepEquals(use, other);
        // A threat model that names no component, { "linf": "8/255" }, takes the place of one that
        // does, and of one in another norm.
        var norms = ThreatSpec.Norms.Where(upper.ContainsKey).ToList();
        var isOfOther = ThreatSpec.Norms.Any(norm => lower.ContainsKey(norm) && !norms.Contains(norm));
        return norms.Count == 0 || (lower["use"] is null && !isOfOther);
    }
}
