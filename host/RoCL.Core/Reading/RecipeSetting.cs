using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoCL.Core.Reading;

/// <summary>One value of a recipe set from outside, as <c>--set path=value</c> does.</summary>
/// <remarks>
/// Another component begins with its own defaults: where <c>use</c> is set to another name, the
/// options of the component that was there go.
/// </remarks>
internal static class RecipeSetting
{
    /// <summary>The document with the value set; the given one is not changed.</summary>
    /// <param name="recipe">The document.</param>
    /// <param name="setting"><c>path=value</c>.</param>
    /// <param name="precedence">Which options exclude one another.</param>
    /// <returns>
    /// ROCL0115: there is no path, or no such place; ROCL0101: the value is broken JSON.
    /// </returns>
    public static Result<JsonObject> Applied(JsonObject recipe, string setting, OptionPrecedence? precedence = null)
    {
        var where = $"--set {setting}";
        if (setting.Split('=', 2) is not [{ Length: > 0 } path, var value] || path.Split('.').Contains(""))
            return Refused(where, "The setting is not path=value.", "Write it like --set optimizer.lr=0.2.");
        if (ExtendsSetting.Refused(where, path) is { } extends)
            return extends;
        return Value($"--set {path}", value).Then(read => Placed(recipe, where, path, read.Value, precedence));
    }

    private static Result<JsonObject> Placed(
        JsonObject recipe,
        string where,
        string path,
        JsonNode? newValue,
        OptionPrecedence? precedence
    )
    {
        var changed = (JsonObject)recipe.DeepClone();
        var keys = path.Split('.');
        JsonNode parent = changed;
        foreach (var key in keys[..^1])
        {
            var child = SettingPlace.Child(parent, key);
            if (child is null && parent is JsonObject keyed)
            {
                child = SettingPlace.Opened(keyed[key]);
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

        if (parent is JsonObject component)
        {
            var written = new JsonObject { [keys[^1]] = newValue?.DeepClone() };
            precedence?.MakeRoom(component, written, $"--set {string.Join('.', keys[..^1])}");
        }

        return SettingPlace.Put(parent, keys[^1], newValue, PlaceKeys.Of(keys[0]))
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

    // What looks like JSON is meant as JSON; a text may begin like it, such as a folder's name.
    private static Result<ReadValue> Value(string where, string text)
    {
        try
        {
            return new ReadValue(RecipeJson.Parse(text));
        }
        catch (JsonException) when (text.TrimStart() is not (['{', ..] or ['[', .., ']']))
        {
            return new ReadValue(JsonValue.Create(text));
        }
        catch (JsonException fault)
        {
            return RecipeJson.Fault(where, fault);
        }
    }

    private sealed record ReadValue(JsonNode? Value);
}
