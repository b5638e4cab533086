namespace RoCL.Reports.Plots;

/// <summary>A curve of a plot.</summary>
/// <param name="Name">What the key below the plot calls it.</param>
/// <param name="Points">From left to right.</param>
internal sealed record PlotCurve(string Name, ImmutableArray<CurveValue> Points)
{
    /// <summary>The colour, by its place in the style sheet.</summary>
    public int Colour { get; init; }

    /// <summary>Whether each point is marked, since few were measured.</summary>
    public bool HasMarks { get; init; }

    /// <summary>
    /// At most so many points: means of neighbours where there are more, so that a long training is
    /// still a small picture.
    /// </summary>
    /// <param name="most">How many points remain.</param>
    public PlotCurve Thinned(int most = 240)
    {
        if (Points.Length <= most)
            return this;
        var size = (Points.Length + most - 1) / most;
        return this with { Points = [.. Points.Chunk(size).Select(CurveValue.MeanOf)] };
    }
}

/// <summary>A point of a curve.</summary>
/// <param name="At">Where, on the horizontal axis.</param>
/// <param name="Value">How high.</param>
/// <param name="Low">Where its interval begins; none without one.</param>
/// <param name="High">Where its interval ends.</param>
internal sealed record CurveValue(double At, double Value, double? Low = null, double? High = null)
{
    /// <summary>The mean of neighbours, without an interval.</summary>
    /// <param name="points">One point at least.</param>
    public static CurveValue MeanOf(CurveValue[] points) =>
        new(points.Average(point => point.At), points.Average(point => point.Value));
}
