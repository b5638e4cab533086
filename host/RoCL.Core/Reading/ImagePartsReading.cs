using System.Text.Json.Nodes;
using RoCL.Core.Numbers;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>Reads a recipe's <c>images</c>.</summary>
internal static class ImagePartsReading
{
    private const long MostImages = 1_000_000_000_000;

    /// <summary>
    /// The block. ROCL0105 no images are held out, and evaluations measure on these; or
    /// no class is named.
    /// </summary>
    /// <param name="node">The block's place in the recipe.</param>
    /// <param name="seed">The recipe's seed.</param>
    public static ImageParts Parts(RecipeNode node, long seed)
    {
        node.AllowKeys("train", "test", "validation", "classes", "seed", "measureOn");
        var measureOn = node["measureOn"]
            .Choice(MeasuredOn.Test, ("test", MeasuredOn.Test), ("validation", MeasuredOn.Validation));
        if (measureOn is MeasuredOn.Validation && node["validation"].IsEmpty)
        {
            node["validation"]
                .ReportMissing(
                    "Evaluations measure on held-out images, and none are held out.",
                    "Write how many images are held out."
                );
        }

        return new(
            Count(node["train"]),
            Count(node["test"]),
            Count(node["validation"]),
            Classes(node["classes"]),
            new((long)node["seed"].FixedNumber(seed, 0, ExactNumber.GreatestSeed, whole: true)),
            measureOn
        );
    }

    private static ValueList<string> Classes(RecipeNode node)
    {
        if (node.Node is JsonArray { Count: 0 })
            node.ReportMissing("The list names no class.", "Name those that are used, or leave the key out for all.");
        return [.. node.Members.Select(name => name.Text(""))];
    }

    private static long? Count(RecipeNode node) =>
        node.IsEmpty ? null : (long)node.FixedNumber(1, 1, MostImages, whole: true);
}
