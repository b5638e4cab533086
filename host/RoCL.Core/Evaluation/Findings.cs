namespace RoCL.Core;

/// <summary>What an evaluation has to have found.</summary>
internal static class Findings
{
    /// <summary>The result as it is. ROCL0517: no condition, two of one name, or not one truth value for each image.</summary>
    /// <param name="use">The evaluation.</param>
    /// <param name="result">What it gave.</param>
    /// <param name="images">How many test images there are.</param>
    public static EvaluationResult Checked(ComponentUse use, EvaluationResult result, long images) =>
        Wrong(result, images) is { } wrong ? throw Blame.Fault(use, "ROCL0517", wrong) : result;

    private static string? Wrong(EvaluationResult result, long images)
    {
        if (result is not { Protocol: not null, Conditions.Count: > 0 }) return "gave no condition, or no name for what it did.";
        if (result.Conditions.Any(condition => condition is not { Name: not null, Correct: not null })) return "gave null for a condition.";
        if (result.Conditions.GroupBy(condition => condition.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return $"gave two conditions of the name '{twice.Key}'.";
        return result.Conditions.FirstOrDefault(condition => condition.Correct.Count != (condition.Images?.Count ?? images)) is { } odd
            ? $"gave {odd.Correct.Count} truth values for the {odd.Images?.Count ?? images} images of '{odd.Name}'."
            : null;
    }
}
