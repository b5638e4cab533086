using System.Text.Json.Nodes;
using RoCL.Core.Reading;

namespace RoCL.Suites.Asking;

/// <summary>
/// The trained heads that the evaluations of a recipe measure, and those that they read.
/// </summary>
internal static class MeasuredHeads
{
    private const string Evaluation = "trained-head";
    private const string UsualHead = "classifier";

    /// <summary>Their names, each once.</summary>
    /// <param name="recipe">The recipe.</param>
    public static IEnumerable<string> In(JsonObject recipe) =>
        Of(recipe["evaluate"]).SelectMany(head => Chain(recipe, head, [])).Distinct();

    // A head reads the features, or another head; a circle is found where the recipe is read.
    private static ImmutableArray<string> Chain(JsonObject recipe, string head, ImmutableArray<string> above)
    {
        var chain = above.Add(head);
        var before = RecipePlaces.ValueAt(recipe, $"heads.{head}.on");
        return before is null || above.Contains(head) ? chain : Chain(recipe, $"{before}", chain);
    }

    // An evaluation may be inside another one, such as a transfer.
    private static IEnumerable<string> Of(JsonNode? node) =>
        node switch
        {
            JsonArray list => list.SelectMany(Of),
            JsonObject use =>
            [
                .. Own(use),
                .. use.Where(option => option.Key != "use").SelectMany(each => Of(each.Value)),
            ],
            JsonValue name when name.TryGetValue(out string? text) && text == Evaluation => [UsualHead],
            _ => [],
        };

    private static IEnumerable<string> Own(JsonObject use) =>
        $"{use["use"]}" == Evaluation ? [$"{use["head"] ?? UsualHead}"] : [];
}
