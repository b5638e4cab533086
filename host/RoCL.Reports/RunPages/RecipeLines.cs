using System.Text.Json.Nodes;
using System.Xml.Linq;
using RoCL.Reports.Pages;
using RoCL.Runs.Files;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>A recipe line by line, those with other values than the parent's marked.</summary>
internal static class RecipeLines
{
    private const int MostInLine = 72;

    /// <summary>The lines.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="changed">The keys that differ.</param>
    public static XElement Of(JsonObject recipe, ImmutableHashSet<string> changed) =>
        Styled("pre", "recipe", Lines("", "", recipe, changed, "").Select(line => line.Element()));

    private static IEnumerable<Line> Lines(
        string key,
        string lead,
        JsonNode? node,
        ImmutableHashSet<string> changed,
        string end
    )
    {
        var indent = new string(' ', 2 * Depth(key));
        var text = node?.ToJsonString(Json.Line) ?? "null";
        var isChanged = changed.Contains(key);
        if (node is not (JsonObject or JsonArray) || (text.Length <= MostInLine && !HoldsChange(key, changed)))
        {
            yield return new(indent + lead + text + end, isChanged);
            yield break;
        }

        var isList = node is JsonArray;
        yield return new(indent + lead + (isList ? "[" : "{"), isChanged);
        var members = MembersOf(node);
        foreach (var (i, member) in members.Index())
        {
            var inner = key.Length == 0 ? member.Key : $"{key}.{member.Key}";
            var name = isList ? "" : $"\"{member.Key}\": ";
            foreach (var line in Lines(inner, name, member.Value, changed, i == members.Length - 1 ? "" : ","))
                yield return line;
        }

        yield return new(indent + (isList ? "]" : "}") + end, false);
    }

    private static ImmutableArray<KeyValuePair<string, JsonNode?>> MembersOf(JsonNode node) =>
        node is JsonArray list
            ? [.. list.Select((member, i) => KeyValuePair.Create($"{i}", member))]
            : [.. node.AsObject()];

    private static bool HoldsChange(string key, ImmutableHashSet<string> changed) =>
        changed.Any(each => key.Length == 0 || each.StartsWith($"{key}.", StringComparison.Ordinal));

    private static int Depth(string key) => key.Length == 0 ? 0 : key.Split('.').Length;

    private sealed record Line(string Text, bool IsChanged)
    {
        public XElement Element() => Tag.Of(IsChanged ? "mark" : "span", Text + "\n");
    }
}
