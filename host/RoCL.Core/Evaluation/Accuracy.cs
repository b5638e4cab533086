namespace RoCL.Core.Evaluation;

/// <summary>
/// A share of images that were classified correctly, with what its size says of its certainty.
/// </summary>
/// <param name="Correct">How many were.</param>
/// <param name="Images">Of how many, 1 or more.</param>
public readonly record struct Accuracy(int Correct, int Images)
{
    /// <summary>From 0 to 1.</summary>
    public double Share => (double)Correct / Images;

    /// <summary>
    /// The 95 % interval of Wilson 1927, from 0 to 1: honest near 0 and 1, where the textbook's
    /// normal one is not.
    /// </summary>
    public (double Low, double High) Interval
    {
        get
        {
            const double z = 1.959963984540054;
            var n = (double)Images;
            var p = Share;
            var centre = p + z * z / (2 * n);
            var reach = z * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
            return (Math.Max(0, (centre - reach) / (1 + z * z / n)), Math.Min(1, (centre + reach) / (1 + z * z / n)));
        }
    }

    /// <summary>The accuracy over all images.</summary>
    public static Accuracy Of(IReadOnlyList<bool> correct) => new(correct.Count(each => each), correct.Count);

    /// <summary>The accuracy of each class that has images, by its number.</summary>
    public static ImmutableSortedDictionary<int, Accuracy> PerClass(
        IReadOnlyList<bool> correct,
        IReadOnlyList<long> labels
    ) =>
        correct
            .Zip(labels)
            .GroupBy(image => (int)image.Second)
            .ToImmutableSortedDictionary(
                group => group.Key,
                group => new Accuracy(group.Count(image => image.First), group.Count())
            );
}
