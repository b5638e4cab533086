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

    /// <summary>The black-box attack where the recipe names none.</summary>
    public static JsonObject DefaultBlackBox => new() { ["use"] = DefaultAttack, ["queries"] = 200 };

    /// <summary>The block; no black-box attack where no plugin brings the default one.</summary>
    /// <param name="node">The block's place in the recipe.</param>
    /// <param name="components">Reads the attack.</param>
    public static MaskingCheck Check(RecipeNode node, ComponentReading components)
    {
        node.AllowKeys("images", "blackBox");
        var images = node["images"].WholeNumber(50, 0, 1_000_000);
        var blackBox = node["blackBox"];
        if (!blackBox.IsEmpty)
            return new(images, components.Use(blackBox, ComponentKind.Attack));

        var hasDefault = components
            .Catalogue.Find(ComponentKind.Attack, DefaultAttack, blackBox.Where)
            .Problems.IsEmpty;
        return new(
            images,
            hasDefault ? components.Use(blackBox with { Node = DefaultBlackBox }, ComponentKind.Attack) : null
        );
    }
}
