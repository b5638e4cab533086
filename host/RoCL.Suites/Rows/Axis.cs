using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;

namespace RoCL.Suites.Rows;

/// <summary>
/// One axis of a grid: a recipe's key, and the values that it takes one after the other.
/// </summary>
/// <param name="Key">Such as <c>views.adv.threat.linf</c>.</param>
/// <param name="Values">Each as it is shown, and as it is set.</param>
public sealed record Axis(string Key, ImmutableArray<(string Label, string Set)> Values)
{
    private const string SeedKey = "seed";

    /// <summary>Whether its values are seeds of runs.</summary>
    public bool IsOfSeeds => Key == SeedKey;

    /// <summary>
    /// From the command line, <c>key=a,b</c>: commas inside brackets, braces and quotes belong to a
    /// value.
    /// </summary>
    /// <returns>ROCL0006 when it names no key or no value, ROCL0115 for <c>extends</c>.</returns>
    public static Result<Axis> Read(string grid) =>
        grid.Split('=', 2) is [{ Length: > 0 } key, { Length: > 0 } values]
            ? Of($"--grid {grid}", key, Parts(values).Select(value => (value, value)))
            : new Problem(
                "ROCL0006",
                $"--grid {grid}",
                "The grid is not key=value,value.",
                "Write it like --grid views.adv.threat.linf=4/255,8/255."
            );

    /// <summary>From a file, <c>"key": [a, b]</c>.</summary>
    /// <returns>
    /// ROCL0133 when it is no list, or an empty one; ROCL0115 for <c>extends</c>.
    /// </returns>
    public static Result<Axis> Read(string where, string key, JsonNode? values) =>
        values is JsonArray { Count: > 0 } list
            ? Of(where, key, list.Select(value => (Label(value), value?.ToJsonString() ?? "null")))
            : new Problem(
                "ROCL0133",
                where,
                "The axis is not a list of values.",
                "Write it like \"views.adv.threat.linf\": [\"4/255\", \"8/255\"]."
            );

    /// <summary>A row for each value. ROCL0115 when the key leads nowhere.</summary>
    /// <param name="row">The row.</param>
    /// <param name="settings">
    /// Those of the command line: where the values are components, options beside them apply.
    /// </param>
    /// <param name="precedence">Which options exclude one another.</param>
    public IEnumerable<Result<SuiteRow>> Over(
        SuiteRow row,
        ImmutableArray<string> settings,
        OptionPrecedence? precedence = null
    ) =>
        Values.Select(value =>
            RecipeText
                .Set(row.Recipe, $"{Key}={value.Set}", precedence)
                .Then(recipe => RecipeText.SetAll(recipe, ComponentSettings.OptionsBeside(Key, settings), precedence))
                .Then<SuiteRow>(recipe => row with { Name = $"{row.Name} {ShortKey}={value.Label}", Recipe = recipe })
        );

    // A seed alone is that of the run.
    private string ShortKey => Key.EndsWith($".{SeedKey}", StringComparison.Ordinal) ? Key : Key.Split('.')[^1];

    private static Result<Axis> Of(string where, string key, IEnumerable<(string Label, string Set)> values) =>
        ExtendsSetting.Refused(where, key) is { } refused ? refused : new Axis(key, [.. values]);

    private static string Label(JsonNode? value) =>
        value is JsonValue text && text.GetValueKind() == JsonValueKind.String
            ? text.GetValue<string>()
            : value?.ToJsonString() ?? "null";

    private static IEnumerable<string> Parts(string text)
    {
        var begin = 0;
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (quoted)
            {
                continue;
            }
            else if (text[i] is '[' or '{')
            {
                depth++;
            }
            else if (text[i] is ']' or '}')
            {
                depth--;
            }
            else if (text[i] == ',' && depth == 0)
            {
                yield return text[begin..i];
                begin = i + 1;
            }
        }
        yield return text[begin..];
    }
}
