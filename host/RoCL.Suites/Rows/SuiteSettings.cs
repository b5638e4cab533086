using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;

namespace RoCL.Suites.Rows;

/// <summary>
/// What a suite sets in its recipes, <c>"set": { "train.epochs": 4, "views": { "adv": null } }</c>.
/// </summary>
internal static class SuiteSettings
{
    /// <summary>
    /// A recipe with settings: a dotted key leads where <c>--set</c> leads; an object merges with
    /// what is there, as in a recipe that extends another; <c>null</c> takes a key away.
    /// </summary>
    /// <param name="recipe">Resolved; not changed.</param>
    /// <param name="settings">An object, or nothing.</param>
    /// <param name="place">Where they stand.</param>
    /// <returns>
    /// ROCL0135 when they are no object, ROCL0115 for each key that leads nowhere.
    /// </returns>
    public static Result<JsonObject> Over(JsonObject recipe, JsonNode? settings, string place) =>
        settings switch
        {
            null => recipe,
            JsonObject keys => Over(recipe, keys),
            _ => new Problem(
                "ROCL0135",
                place,
                "The settings are not an object.",
                "Write them like \"set\": { \"train.epochs\": 4 }."
            ),
        };

    private static Result<JsonObject> Over(JsonObject recipe, JsonObject settings)
    {
        var problems = new List<Problem>();
        var changed = recipe;
        foreach (var key in ComponentSettings.InOrder([.. settings.Select(setting => setting.Key)]))
        {
            var merged = Merged(RecipePlaces.ValueAt(changed, key), settings[key])?.ToJsonString() ?? "null";
            var applied = RecipeText.Set(changed, $"{key}={merged}");
            if (applied is Result<JsonObject>.Ok next)
                changed = next.Value;
            else
                problems.AddRange(applied.Problems);
        }

        return problems.Count == 0 ? changed : problems.ToImmutableArray();
    }

    private static JsonNode? Merged(JsonNode? ground, JsonNode? over) =>
        RecipeText.Merge(new() { ["at"] = ground?.DeepClone() }, new() { ["at"] = over?.DeepClone() })["at"];
}
