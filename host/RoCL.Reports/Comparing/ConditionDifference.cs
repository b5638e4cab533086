namespace RoCL.Reports.Comparing;

/// <summary>How a method differs from the first under one condition.</summary>
/// <param name="Method">The method.</param>
/// <param name="Evaluation">The evaluation's name.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Difference">Its accuracy minus that of the first method, from -1 to 1.</param>
/// <param name="Verdict">Whether the difference is larger than the noise.</param>
/// <param name="Evidence">What the verdict follows from, in a few words.</param>
public sealed record ConditionDifference(
    string Method,
    string Evaluation,
    string Condition,
    double Difference,
    Verdict Verdict,
    string Evidence
)
{
    /// <summary>The verdict in words.</summary>
    public string VerdictWords =>
        Verdict switch
        {
            Verdict.LargerThanNoise => "larger than the noise",
            Verdict.WithinNoise => "within the noise",
            _ => "cannot be said",
        };
}
