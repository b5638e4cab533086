using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>Reads a recipe's <c>images</c>.</summary>
internal static class ImagePartsReading
{
    private const long MostImages = 1_000_000_000_000;
    private const long LargestSeed = 1L << 53;

    /// <summary>
    /// The block. ROCL0105 no images are held out, and evaluations measure on these.
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
            [.. node["classes"].Members.Select(name => name.Text(""))],
            new((long)node["seed"].FixedNumber(seed, 0, LargestSeed, whole: true)),
            measureOn
        );
    }

    private static long? Count(RecipeNode node) =>
        node.IsEmpty ? null : (long)node.FixedNumber(1, 1, MostImages, whole: true);
}
