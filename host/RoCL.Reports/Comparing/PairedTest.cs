using MathNet.Numerics.Distributions;

namespace RoCL.Reports.Comparing;

/// <summary>
/// McNemar's test, exact: whether two classifiers differ on the same images by more than chance.
/// </summary>
/// <remarks>
/// Only images that one of the two classifies correctly and the other does not count. If neither
/// were better, each of these would fall to either side like a coin. Reference: McNemar 1947,
/// Psychometrika 12(2); its use for classifiers, Dietterich 1998, Neural Computation 10(7).
/// </remarks>
/// <param name="OnlyFirst">Images that the first alone classifies correctly.</param>
/// <param name="OnlySecond">Images that the second alone classifies correctly.</param>
/// <param name="Images">All images, one at least.</param>
public sealed record PairedTest(int OnlyFirst, int OnlySecond, int Images)
{
    private const double Significance = 0.05;

    /// <summary>The test of two classifiers.</summary>
    /// <param name="first">Which images the first classifies correctly, one image at least.</param>
    /// <param name="second">The same of the second, for the same images in the same order.</param>
    public static PairedTest Of(IReadOnlyList<bool> first, IReadOnlyList<bool> second)
    {
        var pairs = first.Zip(second).ToList();
        return new(
            pairs.Count(pair => pair.First && !pair.Second),
            pairs.Count(pair => !pair.First && pair.Second),
            pairs.Count
        );
    }

    /// <summary>Accuracy of the second minus that of the first, from -1 to 1.</summary>
    public double Difference => (double)(OnlySecond - OnlyFirst) / Images;

    /// <summary>
    /// How likely a difference of at least this size is where neither is better: two-sided, from 0
    /// to 1.
    /// </summary>
    public double Probability
    {
        get
        {
            var unequal = OnlyFirst + OnlySecond;
            return unequal == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, unequal, Math.Min(OnlyFirst, OnlySecond)));
        }
    }

    /// <summary>Whether chance explains the difference in less than 5 % of cases.</summary>
    public bool IsSignificant => Probability < Significance;
}
