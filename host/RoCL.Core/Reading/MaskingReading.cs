using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>
/// Reads a recipe's <c>masking</c>: how signs of masked gradients are looked for.
/// </summary>
internal static class MaskingReading
{
    private const string DefaultAttack = "square";
    private const string Queries = "queries";

    /// <summary>The black-box attack where the recipe names none.</summary>
    public static JsonObject DefaultBlackBox => new() { ["use"] = DefaultAttack, [Queries] = 200 };

    /// <summary>The block; no black-box attack where no plugin brings the default one.</summary>
    /// <param name="node">The block's place in the recipe.</param>
    /// <param name="components">Reads the attack.</param>
    public static MaskingCheck Check(RecipeNode node, ComponentReading components)
    {
        node.AllowKeys("images", "blackBox");
        var images = node["images"].WholeNumber(50, 0, 1_000_000);
        var blackBox = node["blackBox"];
        if (!blackBox.IsEmpty)
        {
            var use = components.Use(blackBox, ComponentKind.Attack);
            return new(images, use) { HasOwnBlackBox = !IsDefault(blackBox, use) };
        }

        var hasDefault = components
            .Catalogue.Find(ComponentKind.Attack, DefaultAttack, blackBox.Where)
            .Problems.IsEmpty;
        return new(
            images,
            hasDefault ? components.Use(blackBox with { Node = DefaultBlackBox }, ComponentKind.Attack) : null
        );
    }

    // A run's own recipe has the default written out, with every option.
    private static bool IsDefault(RecipeNode written, ComponentUse? use)
    {
        if (use?.Component.Name != DefaultAttack)
            return false;
        var queries = DefaultBlackBox[Queries]!.ToJsonString();
        var others = use.Component.Options.Where(option => option.Name != Queries);
        return Literal.IsWritten(written[Queries].Node, queries)
            && others.All(option =>
                written[option.Name].IsEmpty || Literal.IsWritten(written[option.Name].Node, option.Default)
            );
    }
}
