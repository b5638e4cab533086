namespace RoCL.Reports.Results;

/// <summary>How numbers of several seeds lie.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">The standard deviation of a sample; 0 of one number.</param>
/// <param name="Count">How many there are.</param>
public sealed record Spread(double Mean, double Deviation, int Count)
{
    /// <summary>Of one number or more.</summary>
    public static Spread Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var deviation =
            values.Count < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        return new(mean, deviation, values.Count);
    }
}
