using System.Text.Json.Nodes;
using RoCL.Runs.Files;

namespace RoCL.Reports.Comparing;

/// <summary>Recipes and plugins of methods side by side.</summary>
internal static class ComparedFacts
{
    /// <summary>Each key of a recipe, then each plugin.</summary>
    /// <param name="methods">The methods, one at least.</param>
    /// <param name="all">Whether what is the same is named, too.</param>
    public static ImmutableArray<ComparedFact> Of(ImmutableArray<ComparedMethod> methods, bool all) =>
        [.. Recipes(methods).Concat(Plugins(methods)).Where(fact => all || !fact.IsSame)];

    private static IEnumerable<ComparedFact> Recipes(ImmutableArray<ComparedMethod> methods)
    {
        var recipes = methods.SelectMany(method => method.Runs).ToDictionary(run => run.Name, ValuesOf);
        return recipes
            .Values.SelectMany(values => values.Keys)
            .Distinct()
            .Select(key => new ComparedFact(
                key,
                [.. methods.Select(method => Joined(method, run => recipes[run.Name].GetValueOrDefault(key)))]
            ));
    }

    private static IEnumerable<ComparedFact> Plugins(ImmutableArray<ComparedMethod> methods) =>
        methods
            .SelectMany(method => method.Runs)
            .SelectMany(run => run.Plugins)
            .Select(plugin => plugin.Id)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(id => new ComparedFact(
                $"plugin {id}",
                [.. methods.Select(method => Joined(method, run => BuildOf(run, id)))]
            ));

    private static string? BuildOf(ComparedRun run, string plugin) =>
        run.Plugins.FirstOrDefault(each => each.Id == plugin)?.Build;

    // The seeds of a method differ in one key, whose values stand in a row.
    private static string? Joined(ComparedMethod method, Func<ComparedRun, string?> value)
    {
        var values = method.Runs.Select(value).OfType<string>().Distinct().ToList();
        return values.Count == 0 ? null : string.Join(", ", values);
    }

    private static Dictionary<string, string> ValuesOf(ComparedRun run) =>
        Leaves("", run.Recipe ?? []).ToDictionary(leaf => leaf.Key, leaf => leaf.Value);

    // A list of plain values is one value; the members of other lists have keys of their own.
    private static IEnumerable<KeyValuePair<string, string>> Leaves(string key, JsonNode? node) =>
        node switch
        {
            JsonObject { Count: > 0 } members => members.SelectMany(member =>
                Leaves(Inside(key, member.Key), member.Value)
            ),
            JsonArray list when list.Any(member => member is JsonObject or JsonArray) => list.SelectMany(
                (member, i) => Leaves(Inside(key, $"{i}"), member)
            ),
            JsonValue value when value.TryGetValue(out string? text) => [new(key, text)],
            JsonObject when key.Length == 0 => [],
            _ => [new(key, node?.ToJsonString(Json.Line) ?? "null")],
        };

    private static string Inside(string key, string name) => key.Length == 0 ? name : $"{key}.{name}";
}
