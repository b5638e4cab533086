using System.Globalization;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Runs.Checkpoints;

/// <summary>Keeps numbers that are not finite from the disk.</summary>
public static class Soundness
{
    /// <summary>The code of a model that is no longer finite.</summary>
    public const string Code = "ROCL0321";

    /// <summary>The code of too many batches in a row that were left out.</summary>
    public const string TooManySkippedCode = "ROCL0322";

    /// <summary>
    /// Checks weights, statistics and the optimizer's state before they are saved: what is not
    /// finite there stays so.
    /// </summary>
    /// <exception cref="ProblemException">ROCL0321, with the first tensor's name.</exception>
    public static void Check(Model model, TrainingStep step)
    {
        if (model.FindNotFinite() is not { } name)
            return;
        throw new ProblemException(
            new(
                Code,
                string.Create(CultureInfo.InvariantCulture, $"{name}, after step {step.Index}"),
                "The tensor is no longer finite; no checkpoint was written of it.",
                "Lower the learning rate, or let notFinite say \"back\"."
            )
        );
    }

    /// <summary>
    /// Checks that there are sound batches between those that are left out.
    /// </summary>
    /// <param name="policy">The recipe's.</param>
    /// <param name="why">Why the last batch was left out.</param>
    /// <param name="inARow">
    /// How many were left out one after the other, the last one included.
    /// </param>
    /// <exception cref="ProblemException">ROCL0322: there are too many.</exception>
    public static void Bounded(NotFinite policy, Problem why, int inARow)
    {
        if (policy is not NotFinite.Skip skip || inARow <= skip.Limit)
            return;
        throw new ProblemException(
            new(
                TooManySkippedCode,
                why.Where,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{why.What} The {skip.Limit} batches before were left out as well."
                ),
                "Lower the learning rate, repair what is named, or write a higher notFinite.limit."
            )
        );
    }
}
