using System.Text.Json.Nodes;
using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>Reads and writes a recipe's <c>notFinite</c>.</summary>
internal static class NotFiniteReading
{
    private const string Fail = "fail";
    private const string Skip = "skip";
    private const string Back = "back";

    /// <summary>The word or the block.</summary>
    /// <param name="node">Its place in the recipe.</param>
    public static NotFinite Policy(RecipeNode node)
    {
        if (node.Node is not JsonValue)
            node.AllowKeys("then", "factor", "limit");
        var then = node.Node is JsonValue ? node : node["then"];
        ReportIdle(node, then.TextOrNull ?? Fail);
        return then.Choice(Fail, (Fail, Fail), (Skip, Skip), (Back, Back)) switch
        {
            Skip => new NotFinite.Skip(node["limit"].WholeNumber(10, 1, 1_000_000)),
            Back => new NotFinite.Back(
                node["factor"].FixedNumber(0.1, 1e-6, 0.999999),
                node["limit"].WholeNumber(3, 1, 1_000_000)
            ),
            _ => NotFinite.Default,
        };
    }

    // What another policy reads.
    private static void ReportIdle(RecipeNode node, string then)
    {
        string[] idle = then switch
        {
            Back => [],
            Skip => ["factor"],
            _ => ["factor", "limit"],
        };
        foreach (var key in idle.Where(key => !node[key].IsEmpty))
        {
            node[key]
                .Report(
                    "ROCL0281",
                    $"The option '{key}' has no effect where 'then' is '{then}'.",
                    $"Write \"then\": \"back\" too, or take '{key}' away."
                );
        }
    }

    /// <summary>The block as a resolved recipe has it, every default written out.</summary>
    /// <param name="policy">What was read.</param>
    public static JsonObject Written(NotFinite policy) =>
        policy switch
        {
            NotFinite.Skip skip => new() { ["then"] = Skip, ["limit"] = skip.Limit },
            NotFinite.Back back => new()
            {
                ["then"] = Back,
                ["factor"] = back.Factor,
                ["limit"] = back.Limit,
            },
            _ => new() { ["then"] = Fail },
        };
}
