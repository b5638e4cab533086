using System.Text.Json.Nodes;
using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>Reads and writes a recipe's <c>ranks</c>.</summary>
internal static class RankReading
{
    private const string BatchNorm = "batchNorm";

    /// <summary>The block, or what holds where there is none.</summary>
    /// <param name="node">Its place in the recipe.</param>
    public static RankSettings Settings(RecipeNode node)
    {
        node.AllowKeys(BatchNorm);
        return new(node[BatchNorm].Choice(RankNorm.Sync, ("sync", RankNorm.Sync), ("local", RankNorm.Local)));
    }

    /// <summary>The block as a resolved recipe has it.</summary>
    /// <param name="settings">What was read.</param>
    public static JsonObject Written(RankSettings settings) =>
        new() { [BatchNorm] = settings.BatchNorm == RankNorm.Sync ? "sync" : "local" };
}
