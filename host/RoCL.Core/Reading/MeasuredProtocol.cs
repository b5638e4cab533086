using System.Text.Json.Nodes;
using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>
/// An evaluation of a recipe that measures by a protocol with published figures.
/// </summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Use">The evaluation's component.</param>
/// <param name="Number">Which of the recipe's evaluations by that component it is, from 1.</param>
public sealed record MeasuredProtocol(PublishedProtocol Protocol, string Use, int Number)
{
    private const string Key = "evaluate";
    private const string UseKey = "use";
    private const string Transfer = "transfer";

    /// <summary>
    /// The evaluations of a recipe that was read before. One on other images counts where these are
    /// the recipe's own, or those that its data is around: labels by clusters have the data set of
    /// the true labels under <c>of</c>.
    /// </summary>
    /// <param name="recipe">The recipe's document.</param>
    public static ImmutableArray<MeasuredProtocol> Of(JsonObject recipe)
    {
        var found = ImmutableArray.CreateBuilder<MeasuredProtocol>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var evaluation in recipe[Key] as JsonArray ?? [])
        {
            var use = UseOf(evaluation);
            var number = numbers.GetValueOrDefault(use) + 1;
            numbers[use] = number;
            var isOwn = use == Transfer && IsOwn(evaluation!["data"], recipe["data"]);
            if (ProtocolOf(isOwn ? UseOf(evaluation!["by"]) : use) is { } protocol)
                found.Add(new(protocol, use, number));
        }

        return found.ToImmutable();
    }

    private static bool IsOwn(JsonNode? images, JsonNode? data) =>
        JsonNode.DeepEquals(images, data)
        || (data is JsonObject { } block && block["of"] is { } within && JsonNode.DeepEquals(images, within));

    private static string UseOf(JsonNode? component) =>
        component is JsonObject block ? $"{block[UseKey]}" : $"{component}";

    private static PublishedProtocol? ProtocolOf(string use) =>
        use switch
        {
            "linear" => PublishedProtocol.Slf,
            "robust-linear" => PublishedProtocol.Alf,
            "fine-tuning" => PublishedProtocol.Aff,
            _ => null,
        };
}
