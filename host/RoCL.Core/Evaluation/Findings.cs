using RoCL.Core.Components;
using RoCL.Core.Guards;

namespace RoCL.Core.Evaluation;

/// <summary>Checks what evaluations find, and what their classifiers return.</summary>
internal static class Findings
{
    /// <summary>
    /// The result as it is. ROCL0517: no condition, two of one name, or not one truth value for
    /// each image.
    /// </summary>
    /// <param name="use">The evaluation.</param>
    /// <param name="result">What it returned.</param>
    /// <param name="images">The number of test images.</param>
    public static EvaluationResult Checked(ComponentUse use, EvaluationResult result, long images)
    {
        var fault = FaultOf(result, images);
        return fault is null ? result : throw Attribution.Fault(use, "ROCL0517", fault);
    }

    /// <summary>
    /// A classifier's outputs as they are. ROCL0346 null or disposed, ROCL0518 not [N, K] of
    /// floating point.
    /// </summary>
    /// <param name="use">The evaluation.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="images">N.</param>
    public static Tensor Logits(ComponentUse use, Tensor outputs, long images)
    {
        ReturnedTensors.RequireLive(use, outputs);
        if (outputs.dim() == 2 && outputs.shape[0] == images && outputs.is_floating_point())
            return outputs;
        var found = $"{outputs.dtype} [{string.Join(", ", outputs.shape)}]";
        throw Attribution.Fault(
            use,
            "ROCL0518",
            $"The evaluation's network returned {found} for {images} images instead of [{images}, outputs]."
        );
    }

    /// <summary>ROCL0518: a logit is no number, and logits decide.</summary>
    /// <param name="use">The evaluation.</param>
    /// <param name="logits">The logits.</param>
    public static void RequireNumbers(ComponentUse use, Tensor logits)
    {
        if (logits.isnan().any().item<bool>())
            throw Attribution.Fault(use, "ROCL0518", "The evaluation's network returned numbers that are not finite.");
    }

    private static string? FaultOf(EvaluationResult result, long images)
    {
        if (result is not { Protocol: not null, Conditions.Count: > 0 })
            return "The evaluation returned no condition, or no name of its protocol.";
        if (result.Conditions.Any(condition => condition is not { Name: not null, Correct: not null }))
            return "The evaluation returned null for a condition.";
        var sameName = result.Conditions.GroupBy(condition => condition.Name).FirstOrDefault(same => same.Count() > 1);
        if (sameName is not null)
            return $"The evaluation returned two conditions of the name '{sameName.Key}'.";

        foreach (var condition in result.Conditions)
        {
            var expected = condition.Images?.Count ?? images;
            if (condition.Correct.Count != expected)
            {
                return $"The evaluation returned {condition.Correct.Count} truth values for the {expected} images "
                    + $"of '{condition.Name}'.";
            }
        }

        return null;
    }
}
