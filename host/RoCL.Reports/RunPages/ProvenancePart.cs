using System.Text.Json.Nodes;
using System.Xml.Linq;
using RoCL.Reports.Pages;
using RoCL.Runs.Results;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>What happened on the way, by which plugins, on which machine.</summary>
internal static class ProvenancePart
{
    /// <summary>The section.</summary>
    /// <param name="source">The run.</param>
    public static XElement Of(RunSource source) =>
        Section(
            "provenance",
            "How it came about",
            Tag.Of("h3", "What happened"),
            Events(source),
            Tag.Of("h3", "Machine and versions"),
            Machines(source),
            Plugins(source.Environment.LastOrDefault()?["plugins"] as JsonArray)
        );

    private static XElement Events(RunSource source)
    {
        var environment = source.Environment;
        var changes = environment.SelectMany(entry => ChangesIn(entry));
        var began = environment.Length < 2 ? [] : new[] { $"It was begun or gone on with {environment.Length} times." };
        ImmutableArray<string> lines =
        [
            .. began,
            .. source.Setbacks,
            .. changes,
            .. (source.Summary?.Warnings ?? []).Select(warning => $"Warning: {warning}"),
            .. ProblemsOf(source.State),
        ];
        return lines.IsEmpty
            ? Tag.Of("p", "Nothing went wrong: no retry, no warning, no change of recipe, data or plugins.")
            : Styled("ul", "events", lines.Select(line => Tag.Of("li", line)));
    }

    private static IEnumerable<string> ProblemsOf(RunState state) =>
        state is RunState.Failed failed ? failed.Problems.Select(problem => $"Failed: {problem}") : [];

    private static IEnumerable<string> ChangesIn(JsonObject entry)
    {
        if (entry["pluginChange"] is { } plugins)
            yield return $"Went on with other plugins: {plugins.ToJsonString()}";
        if (entry["ownPlugins"] is { } own)
            yield return $"Went on with its own copies of plugins: {own}";
        if (entry["recipeChange"] is { } recipe)
            yield return $"Went on by another recipe: {recipe}";
        if (entry["dataChange"] is { } data)
            yield return $"Went on with other data: {data}";
        if (entry["modelChange"] is { } model)
            yield return $"Went on with other models of other runs: {model}";
        if (entry["arithmeticChange"] is { } arithmetic)
            yield return $"Went on by other arithmetic: {arithmetic}";
    }

    private static XElement Machines(RunSource source) => Styled("div", "machines", source.Environment.Select(Machine));

    private static XElement Machine(JsonObject entry)
    {
        var facts = entry
            .Where(fact => fact.Value is JsonValue)
            .Where(fact => !fact.Key.EndsWith("Change", StringComparison.Ordinal) && fact.Key != "ownPlugins");
        return Styled(
            "dl",
            "facts",
            facts.Select(fact => Tag.Of("div", Tag.Of("dt", Titled(fact.Key)), Tag.Of("dd", $"{fact.Value}")))
        );
    }

    private static string Titled(string key) =>
        key switch
        {
            "rocl" => "rocl",
            "host" => "host, SHA-256",
            "torchSharp" => "TorchSharp",
            "dotNet" => ".NET",
            _ => key,
        };

    private static IEnumerable<XElement> Plugins(JsonArray? plugins)
    {
        if (plugins is null)
            yield break;
        yield return Tag.Of("h3", "Plugins");
        yield return Tag.Table(
            "plugins",
            ["plugin", "version", "SHA-256"],
            plugins.Select(plugin =>
                (IReadOnlyList<object>)
                    [
                        $"{plugin?["id"]}",
                        Styled("span", "hash", $"{plugin?["version"]}"),
                        Styled("span", "hash", $"{plugin?["sha256"]}"),
                    ]
            )
        );
    }
}
