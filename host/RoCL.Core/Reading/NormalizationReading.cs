using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>Reads the normalisation in front of a recipe's encoder.</summary>
internal static class NormalizationReading
{
    /// <summary>
    /// Mean and deviation of each channel. ROCL0127 another number of the one than of the other.
    /// </summary>
    /// <param name="node">The place, <c>{ "mean": [0.5], "deviation": [0.25] }</c>.</param>
    public static Normalization Normalize(RecipeNode node)
    {
        node.AllowKeys("mean", "deviation");
        ValueList<double> mean = [.. node["mean"].ReadMembers(member => Channel(member, 0, -1e3, 1e3))];
        ValueList<double> deviation = [.. node["deviation"].ReadMembers(member => Channel(member, 1, 1e-6, 1e3))];
        if (mean.Count != deviation.Count)
        {
            node.Report(
                "ROCL0127",
                $"The mean has {mean.Count} numbers and the deviation {deviation.Count}.",
                "Write one number for each channel in both."
            );
        }

        return new(mean, deviation);
    }

    private static double Channel(RecipeNode node, double standIn, double low, double high) =>
        node.IsEmpty ? node.Expected("a number", standIn) : node.FixedNumber(standIn, low, high);
}
