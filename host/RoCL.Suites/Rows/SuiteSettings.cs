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
    /// <param name="precedence">Which options exclude one another.</param>
    /// <returns>
    /// ROCL0135 when they are no object, ROCL0115 for each key that leads nowhere, ROCL0153 for
    /// each value that is set twice.
    /// </returns>
    public static Result<JsonObject> Over(
        JsonObject recipe,
        JsonNode? settings,
        string place,
        OptionPrecedence? precedence = null
    ) =>
        settings switch
        {
            null => recipe,
            JsonObject keys when Misplaced(keys, place).ToImmutableArray() is { IsEmpty: false } misplaced => misplaced,
            JsonObject keys => Over(recipe, keys, new Layer(place, precedence)),
            _ => new Problem(
                "ROCL0135",
                place,
                "The settings are not an object.",
                "Write them like \"set\": { \"train.epochs\": 4 }."
            ),
        };

    private static IEnumerable<Problem> Misplaced(JsonObject settings, string place)
    {
        var extending = settings
            .Select(setting => ExtendsSetting.Refused($"{place}.{setting.Key}", setting.Key))
            .OfType<Problem>();
        var twice = settings
            .SelectMany(setting => Values(setting.Key, setting.Value).Select(path => new SetValue(path, setting.Key)))
            .GroupBy(value => value.Path)
            .Where(values => values.Count() > 1)
            .Select(values => SetTwice(place, values.Key, [.. values.Select(value => $"'{value.Key}'")]));
        return [.. extending, .. twice, .. TakenAway(settings, place)];
    }

    // A key that is taken away, and a value that is set inside it.
    private static IEnumerable<Problem> TakenAway(JsonObject settings, string place) =>
        from taken in settings
        where taken.Value is null
        from inside in settings
        where inside.Key.StartsWith($"{taken.Key}.", StringComparison.Ordinal)
        select SetTwice(place, inside.Key, [$"'{taken.Key}', which null takes away,", $"'{inside.Key}'"]);

    private static Problem SetTwice(string place, string path, string[] keys) =>
        new(
            "ROCL0153",
            $"{place}.{path}",
            $"The value is set twice: under {string.Join(" and under ", keys)}.",
            "Leave out one of them."
        );

    private static IEnumerable<string> Values(string path, JsonNode? value) =>
        value is JsonObject { Count: > 0 } keys
            ? keys.SelectMany(inner => Values($"{path}.{inner.Key}", inner.Value))
            : [path];

    private static Result<JsonObject> Over(JsonObject recipe, JsonObject settings, Layer layer)
    {
        var problems = new List<Problem>();
        var changed = recipe;
        foreach (var key in ComponentSettings.InOrder([.. settings.Select(setting => setting.Key)]))
        {
            var merged = Merged(RecipePlaces.ValueAt(changed, key), new(key, settings[key]), layer);
            var applied = RecipeText.Set(changed, $"{key}={merged?.ToJsonString() ?? "null"}", layer.Precedence);
            if (applied is Result<JsonObject>.Ok next)
                changed = next.Value;
            else
                problems.AddRange(applied.Problems);
        }

        return problems.Count == 0 ? changed : problems.ToImmutableArray();
    }

    private static JsonNode? Merged(JsonNode? lower, KeyValuePair<string, JsonNode?> upper, Layer layer) =>
        RecipeText.Merge(
            new() { [upper.Key] = lower?.DeepClone() },
            new() { [upper.Key] = upper.Value?.DeepClone() },
            layer.Precedence,
            layer.Place
        )[upper.Key];

    private sealed record SetValue(string Path, string Key);

    private sealed record Layer(string Place, OptionPrecedence? Precedence);
}
