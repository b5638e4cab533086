using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Reading;

/// <summary>One value of a recipe set from outside, as <c>--set path=value</c> does.</summary>
/// <remarks>
/// Another component begins with its own defaults: where <c>use</c> is set to another name, the
/// options of the component that was there go.
/// </remarks>
internal static class RecipeSetting
{
    private const string Use = "use";

    /// <summary>The document with the value set; the given one is not changed.</summary>
    /// <param name="recipe">The document.</param>
    /// <param name="setting"><c>path=value</c>.</param>
    /// <param name="precedence">Which options exclude one another.</param>
    /// <returns>ROCL0115: there is no path, or no such place.</returns>
    public static Result<JsonObject> Applied(JsonObject recipe, string setting, OptionPrecedence? precedence = null)
    {
        var where = $"--set {setting}";
        if (setting.Split('=', 2) is not [{ Length: > 0 } path, var value] || path.Split('.').Contains(""))
            return Refused(where, "The setting is not path=value.", "Write it like --set optimizer.lr=0.2.");
        if (ExtendsSetting.Refused(where, path) is { } extends)
            return extends;
        var changed = (JsonObject)recipe.DeepClone();
        var keys = path.Split('.');
        JsonNode parent = changed;
        foreach (var key in keys[..^1])
        {
            var child = Child(parent, key);
            if (child is null && parent is JsonObject keyed)
            {
                child = Opened(keyed[key]);
                keyed[key] = child;
            }

            if (child is null)
            {
                return Refused(
                    where,
                    $"The key '{key}' holds nothing that can be set in.",
                    "See `recipe.json` of a run for what is there."
                );
            }

            parent = child;
        }

        var newValue = Value(value);
        if (parent is JsonObject component)
        {
            var written = new JsonObject { [keys[^1]] = newValue?.DeepClone() };
            precedence?.MakeRoom(component, written, $"--set {string.Join('.', keys[..^1])}");
        }

        return Put(parent, keys[^1], newValue, PlaceKeys.Of(keys[0]))
            ? changed
            : Refused(where, "The list has no such member.", "Count list members from 0.");
    }

    /// <summary>
    /// The document with all values set, in the order of <see cref="ComponentSettings.InOrder"/>.
    /// </summary>
    /// <param name="recipe">The document.</param>
    /// <param name="settings"><c>path=value</c> each.</param>
    /// <param name="precedence">Which options exclude one another.</param>
    /// <returns>ROCL0115 for each setting that cannot be applied after those before it.</returns>
    public static Result<JsonObject> AllApplied(
        JsonObject recipe,
        IEnumerable<string> settings,
        OptionPrecedence? precedence = null
    )
    {
        var problems = new List<Problem>();
        var changed = recipe;
        foreach (var setting in ComponentSettings.InOrder([.. settings]))
        {
            var applied = Applied(changed, setting, precedence);
            if (applied is Result<JsonObject>.Ok next)
                changed = next.Value;
            else
                problems.AddRange(applied.Problems);
        }

        return problems.Count == 0 ? changed : problems.ToImmutableArray();
    }

    private static Problem Refused(string where, string what, string remedy) => new("ROCL0115", where, what, remedy);

    private static JsonNode? Child(JsonNode parent, string key)
    {
        if (parent is JsonObject keyed)
            return keyed[key] is JsonObject or JsonArray ? keyed[key] : null;
        return parent is JsonArray list && TryIndex(key, list.Count - 1, out var index) ? list[index] : null;
    }

    private static bool Put(JsonNode parent, string key, JsonNode? value, ImmutableArray<string> kept) =>
        parent switch
        {
            JsonObject keyed => Put(keyed, key, value, kept),
            JsonArray list when TryIndex(key, list.Count, out var index) => Put(list, index, value),
            _ => false,
        };

    // The name of a component alone is a component without options.
    private static JsonObject Opened(JsonNode? name) =>
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

    private static JsonNode? Value(string text)
    {
        try
        {
            return RecipeJson.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
