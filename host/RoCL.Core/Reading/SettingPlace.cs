using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Reading;

/// <summary>
/// The places of a document that a setting leads through, and the one that its value is put at.
/// </summary>
internal static class SettingPlace
{
    private const string Use = "use";

    /// <summary>
    /// What stands at a key or a number; <see langword="null"/> where that has no keys itself.
    /// </summary>
    /// <param name="parent">An object or a list.</param>
    /// <param name="key">The key, or the number from 0.</param>
    public static JsonNode? Child(JsonNode parent, string key)
    {
        if (parent is JsonObject keyed)
            return keyed[key] is JsonObject or JsonArray ? keyed[key] : null;
        return parent is JsonArray list && TryIndex(key, list.Count - 1, out var index) ? list[index] : null;
    }

    /// <summary>Puts a value; whether there is such a place.</summary>
    /// <param name="parent">An object or a list, which is changed.</param>
    /// <param name="key">
    /// The key, or the number from 0; the number of members adds one.
    /// </param>
    /// <param name="value">The value; <see langword="null"/> takes the key away.</param>
    /// <param name="kept">Keys that stay where another component begins.</param>
    public static bool Put(JsonNode parent, string key, JsonNode? value, ImmutableArray<string> kept) =>
        parent switch
        {
            JsonObject keyed => Put(keyed, key, value, kept),
            JsonArray list when TryIndex(key, list.Count, out var index) => Put(list, index, value),
            _ => false,
        };

    /// <summary>
    /// An object to set in: the name of a component alone is a component without options.
    /// </summary>
    /// <param name="name">What stands there now.</param>
    public static JsonObject Opened(JsonNode? name) =>
        name?.GetValueKind() == JsonValueKind.String ? new() { [Use] = name.DeepClone() } : [];

    private static bool Put(JsonObject parent, string key, JsonNode? value, ImmutableArray<string> kept)
    {
        var hadAnother = parent[Use] is not null || parent.Any(pair => ThreatSpec.Norms.Contains(pair.Key));
        if (key == Use && hadAnother && !JsonNode.DeepEquals(parent[Use], value))
            RemoveOptions(parent, kept);
        if (value is null)
            parent.Remove(key);
        else
            parent[key] = value;
        return true;
    }

    private static void RemoveOptions(JsonObject component, ImmutableArray<string> kept)
    {
        foreach (var option in component.Select(pair => pair.Key).Except([Use, .. kept]).ToList())
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
