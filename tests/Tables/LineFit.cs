using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearRegression;
using RoCL.Reports.Comparing;

namespace Tables;

/// <summary>
/// A straight line through points by least squares, with 95 % intervals (Student's t).
/// </summary>
/// <param name="Slope">How much a step of 1 brings.</param>
/// <param name="Height">The line over the mean of the places.</param>
/// <param name="Middle">The mean of the places.</param>
/// <param name="Squares">Squared distances of the places from their mean, added up.</param>
/// <param name="Noise">Deviation of the points from the line.</param>
/// <param name="Count">How many points there are.</param>
internal sealed record LineFit(double Slope, double Height, double Middle, double Squares, double Noise, int Count)
{
    private const double UpperQuantile = 0.975;

    // A line through two points leaves nothing to judge it by.
    private const int Fewest = 3;

    /// <summary>The line.</summary>
    /// <param name="places">Where the points are.</param>
    /// <param name="values">How high they are.</param>
    /// <returns>
    /// <see langword="null"/> of fewer than three points, and where all are in one place.
    /// </returns>
    public static LineFit? Of(ImmutableArray<double> places, ImmutableArray<double> values)
    {
        if (places.Length < Fewest)
            return null;
        var middle = places.Average();
        var squares = places.Sum(place => (place - middle) * (place - middle));
        if (squares == 0)
            return null;
        var line = SimpleRegression.Fit([.. places], [.. values]);
        var misses = places.Zip(values, (place, value) => value - line.A - line.B * place);
        var noise = Math.Sqrt(misses.Sum(miss => miss * miss) / (places.Length - 2));
        return new(line.B, values.Average(), middle, squares, noise, places.Length);
    }

    /// <summary>The slope with its interval.</summary>
    public MeanInterval SlopeInterval => new(Slope, Quantile * Noise / Math.Sqrt(Squares));

    /// <summary>The line at a place with its interval, not that of a further point.</summary>
    /// <param name="place">The place.</param>
    public MeanInterval At(double place)
    {
        var distance = place - Middle;
        return new(
            Height + Slope * distance,
            Quantile * Noise * Math.Sqrt(1.0 / Count + distance * distance / Squares)
        );
    }

    private double Quantile => StudentT.InvCDF(0, 1, Count - 2, UpperQuantile);
}
