using System.Text.Json.Nodes;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>Reads a recipe's <c>published</c>.</summary>
public static class PublishedReading
{
    /// <summary>The key in a recipe.</summary>
    public const string Key = "published";

    private const string ProtocolKey = "protocol";
    private const string StandardKey = "sa";
    private const string RobustKey = "ra";
    private const string CorruptedKey = "ca";
    private const string SettingKey = "on";
    private const string SourceKey = "source";

    // What published figures do not depend on, teachers and init since they only say which run is
    // meant. With any other value changed, the recipe is no longer the method that they are of.
    private static readonly ImmutableArray<string> Independent =
    [
        Key,
        "about",
        "seed",
        "data",
        "teachers",
        "init",
        "evaluate",
        "masking",
        "precision",
        "checkpoints",
        "monitors",
        "ranks",
    ];

    /// <summary>The figures of a recipe that was read before.</summary>
    /// <param name="recipe">The recipe's document.</param>
    public static ValueList<PublishedFigures> Of(JsonObject recipe) =>
        Read(new RecipeNode(recipe[Key], Key, ImmutableArray.CreateBuilder<Problem>()));

    /// <summary>A recipe without the figures where it was changed into another method.</summary>
    /// <param name="written">The recipe as its file has it.</param>
    /// <param name="changed">The recipe with other values.</param>
    public static JsonObject Kept(JsonObject written, JsonObject changed) =>
        JsonNode.DeepEquals(MethodOf(written), MethodOf(changed)) ? changed : Without(changed);

    /// <summary>A recipe without the figures, which one that extends it does not have.</summary>
    /// <param name="recipe">The recipe's document; not changed.</param>
    public static JsonObject Without(JsonObject recipe)
    {
        var without = (JsonObject)recipe.DeepClone();
        without.Remove(Key);
        return without;
    }

    /// <summary>
    /// The figures. ROCL0122 another protocol, ROCL0105 no source, ROCL0107 no percentage.
    /// </summary>
    /// <param name="node">The block's place in the recipe.</param>
    internal static ValueList<PublishedFigures> Read(RecipeNode node) => [.. node.ReadMembers(Figures)];

    private static PublishedFigures Figures(RecipeNode node)
    {
        node.AllowKeys(ProtocolKey, StandardKey, RobustKey, CorruptedKey, SettingKey, SourceKey);
        foreach (var key in new[] { ProtocolKey, SettingKey, SourceKey }.Where(key => node[key].IsEmpty))
        {
            node[key]
                .ReportMissing(
                    $"Published figures have no '{key}'.",
                    "Write \"protocol\": \"SLF\", \"on\" (data and network) and \"source\" (where they stand)."
                );
        }

        return new(
            node[ProtocolKey]
                .Choice(
                    PublishedProtocol.Slf,
                    ("SLF", PublishedProtocol.Slf),
                    ("ALF", PublishedProtocol.Alf),
                    ("AFF", PublishedProtocol.Aff)
                ),
            Percent(node[StandardKey]),
            Percent(node[RobustKey]),
            Percent(node[CorruptedKey]),
            node[SettingKey].Text(""),
            node[SourceKey].Text("")
        );
    }

    private static double? Percent(RecipeNode node) => node.IsEmpty ? null : node.FixedNumber(0, 0, 100);

    private static JsonObject MethodOf(JsonObject recipe)
    {
        var method = (JsonObject)recipe.DeepClone();
        foreach (var key in Independent)
            method.Remove(key);
        return method;
    }
}
