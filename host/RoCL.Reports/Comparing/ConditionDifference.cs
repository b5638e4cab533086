namespace RoCL.Reports.Comparing;

/// <summary>How a method differs from the first under one condition.</summary>
/// <param name="Method">The method.</param>
/// <param name="Evaluation">The evaluation's name.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Difference">Its accuracy minus that of the first method, from -1 to 1.</param>
/// <param name="Verdict">Whether the difference is larger than the noise.</param>
/// <param name="Evidence">What the verdict follows from, in a few words.</param>
/// <param name="IsByImages">Whether it follows from images, and not from seeds.</param>
public sealed record ConditionDifference(
    string Method,
    string Evaluation,
    string Condition,
    double Difference,
    NoiseVerdict Verdict,
    string Evidence,
    bool IsByImages = false
)
{
    /// <summary>The verdict in words.</summary>
    public string VerdictWords =>
        Verdict switch
        {
            NoiseVerdict.LargerThanNoise => "larger than the noise",
            NoiseVerdict.WithinNoise => "within the noise",
            _ => "cannot be said",
        };
}
