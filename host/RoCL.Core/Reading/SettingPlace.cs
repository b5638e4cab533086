using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Reading;

/// <summary>The place in a document that a setting's path leads to.</summary>
internal static class SettingPlace
{
    private const string Use = "use";

    /// <summary>
    /// The object or list under a key; <see langword="null"/> where there is none.
    /// </summary>
    public static JsonNode? Child(JsonNode parent, string key)
    {
        if (parent is JsonObject keyed)
            return keyed[key] is JsonObject or JsonArray ? keyed[key] : null;
        return parent is JsonArray list && TryIndex(key, list.Count - 1, out var index) ? list[index] : null;
    }

    /// <summary>Puts a value under a key; null takes the key away.</summary>
    /// <param name="parent">An object or a list.</param>
    /// <param name="key">The key, or a member's index.</param>
    /// <param name="value">The value.</param>
    /// <param name="kept">The keys that stay where another component takes the place.</param>
    /// <returns>Whether there is such a place.</returns>
    public static bool Put(JsonNode parent, string key, JsonNode? value, ImmutableArray<string> kept) =>
        parent switch
        {
            JsonObject keyed => Put(keyed, key, value, kept),
            JsonArray list when TryIndex(key, list.Count, out var index) => Put(list, index, value),
            _ => false,
        };

    /// <summary>
    /// What a path leads into: the name of a component alone is a component without options.
    /// </summary>
    public static JsonObject Opened(JsonNode? name) =>
        name?.GetValueKind() == JsonValueKind.String ? new() { [Use] = name.DeepClone() } : [];

    private static bool Put(JsonObject parent, string key, JsonNode? value, ImmutableArray<string> kept)
    {
        var hadAnother = parent[Use] is not null || IsBall(parent);
        if (key == Use && hadAnother && !JsonNode.DeepEquals(parent[Use], value))
            RemoveOptions(parent, kept);
        if (value is null)
            parent.Remove(key);
        else
            parent[key] = value;
        return true;
    }

    private static bool IsBall(JsonObject threat) => threat.Any(pair => ThreatSpec.Norms.Contains(pair.Key));

    private static void RemoveOptions(JsonObject component, ImmutableArray<string> kept)
    {
        var options = component.Select(pair => pair.Key).Except([Use, .. kept]).ToList();
        foreach (var option in options)
            component.Remove(option);
    }

    // One behind the last member adds a member.
    private static bool Put(JsonArray list, int index, JsonNode? value)
    {
        var isNew = index == list.Count;
        if (isNew && value is null)
            return false;
        if (isNew)
            list.Add(value);
        else if (value is null)
            list.RemoveAt(index);
        else
            list[index] = value;
        return true;
    }

    private static bool TryIndex(string key, int greatest, out int index) =>
        int.TryParse(key, CultureInfo.InvariantCulture, out index) && index >= 0 && index <= greatest;
}
