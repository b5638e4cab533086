using RoCL.Core.Components;
using RoCL.Core.Guards;

namespace RoCL.Core.Evaluation;

/// <summary>What an evaluation has to have found, and what its classifier has to say.</summary>
internal static class Findings
{
    /// <summary>
    /// The result as it is. ROCL0517: no condition, two of one name, or not one truth value for
    /// each image.
    /// </summary>
    /// <param name="use">The evaluation.</param>
    /// <param name="result">What it gave.</param>
    /// <param name="images">How many test images there are.</param>
    public static EvaluationResult Checked(ComponentUse use, EvaluationResult result, long images) =>
        Wrong(result, images) is { } wrong ? throw Blame.Fault(use, "ROCL0517", wrong) : result;

    /// <summary>
    /// What a classifier says of images, as it is. ROCL0346 nothing, ROCL0518 not [N, K] of
    /// floating point.
    /// </summary>
    public static Tensor Logits(ComponentUse use, Tensor outputs, long images)
    {
        Guard.Live(use, outputs);
        return outputs.dim() == 2 && outputs.shape[0] == images && outputs.is_floating_point()
            ? outputs
            : throw Blame.Fault(
                use,
                "ROCL0518",
                $"has a network that gives {outputs.dtype} [{string.Join(", ", outputs.shape)}] "
                    + $"for {images} images instead of [{images}, outputs]."
            );
    }

    /// <summary>Logits that decide, as they are. ROCL0518 one is no number.</summary>
    public static Tensor Deciding(ComponentUse use, Tensor logits) =>
        logits.isnan().any().item<bool>()
            ? throw Blame.Fault(use, "ROCL0518", "classifies by numbers that are not finite.")
            : logits;

    private static string? Wrong(EvaluationResult result, long images)
    {
        if (result is not { Protocol: not null, Conditions.Count: > 0 })
            return "gave no condition, or no name for what it did.";
        if (result.Conditions.Any(condition => condition is not { Name: not null, Correct: not null }))
            return "gave null for a condition.";
        if (
            result.Conditions.GroupBy(condition => condition.Name).FirstOrDefault(same => same.Count() > 1) is { } twice
        )
        {
            return $"gave two conditions of the name '{twice.Key}'.";
        }

        return
            result.Conditions.FirstOrDefault(condition =>
                condition.Correct.Count != (condition.Images?.Count ?? images)
            )
                is { } odd
            ? $"gave {odd.Correct.Count} truth values for the {odd.Images?.Count ?? images} images of '{odd.Name}'."
            : null;
    }
}
