using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>
/// Reads <c>precision</c>, <c>attack.precision</c> and <c>train.precision</c>.
/// </summary>
internal static class PrecisionReading
{
    /// <summary>The word of a recipe that says nothing.</summary>
    public const string Exact = "exact";

    private const string Key = "precision";

    /// <summary>
    /// The word of the whole recipe, and what attacks or training have of their own.
    /// </summary>
    /// <param name="root">The recipe.</param>
    public static Precision Precision(RecipeNode root)
    {
        root["attack"].AllowKeys(Key);
        var whole = root[Key]
            .Choice(Recipes.Precision.Exact, (Exact, Recipes.Precision.Exact), ("fast", Recipes.Precision.Fast));
        return new(Format(root["attack"][Key], whole.Attack), Format(root["train"][Key], whole.Train));
    }

    private static NumberFormat Format(RecipeNode node, NumberFormat otherwise) =>
        node.Choice(otherwise, ("float32", NumberFormat.Binary32), ("bfloat16", NumberFormat.BFloat16));
}
