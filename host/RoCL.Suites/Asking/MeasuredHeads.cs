using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Reading;

namespace RoCL.Suites.Asking;

/// <summary>
/// The trained heads that the evaluations of a recipe measure, as their options say by
/// <see cref="MeasuredHeadAttribute"/>, and those that they read.
/// </summary>
/// <param name="catalogue">The components that there are.</param>
internal sealed class MeasuredHeads(IComponentCatalogue catalogue)
{
    private const string Evaluations = "evaluate";

    /// <summary>Their names, each once.</summary>
    /// <param name="recipe">The recipe.</param>
    public IEnumerable<string> In(JsonObject recipe) =>
        Of(recipe[Evaluations]).SelectMany(head => Chain(recipe, head, [])).Distinct();

    // A head reads the features, or another head; a circle is found where the recipe is read.
    private static ImmutableArray<string> Chain(JsonObject recipe, string head, ImmutableArray<string> above)
    {
        var chain = above.Add(head);
        var before = RecipePlaces.ValueAt(recipe, $"heads.{head}.on");
        return before is null || above.Contains(head) ? chain : Chain(recipe, $"{before}", chain);
    }

    // An evaluation may be inside another one, such as a transfer.
    private IEnumerable<string> Of(JsonNode? node) =>
        node switch
        {
            JsonArray list => list.SelectMany(Of),
            JsonObject use =>
            [
                .. Own($"{use["use"]}", use),
                .. use.Where(option => option.Key != "use").SelectMany(each => Of(each.Value)),
            ],
            JsonValue name when name.TryGetValue(out string? text) => Own(text, []),
            _ => [],
        };

    private IEnumerable<string> Own(string name, JsonObject options) =>
        catalogue
            .Find(ComponentKind.Evaluation, name, Evaluations)
            .Match<IEnumerable<OptionDescription>>(found => found.Options, _ => [])
            .Where(option => option.IsMeasuredHead)
            .Select(option => options[option.Name] ?? Literal.Parsed(option.Default))
            .OfType<JsonNode>()
            .Select(head => $"{head}");
}
