using System.Globalization;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Runs.Checkpoints;

/// <summary>What stands between numbers that are not finite and the disk.</summary>
public static class Soundness
{
    /// <summary>The code of a model that is no longer finite.</summary>
    public const string Code = "ROCL0321";

    /// <summary>
    /// What is not finite in weights, statistics or the optimizer's state stays so: it is never
    /// saved.
    /// </summary>
    /// <exception cref="ProblemException">ROCL0321, with the first tensor's name.</exception>
    public static void Check(Model model, TrainingStep step)
    {
        if (model.FindNotFinite() is { } name)
        {
            throw new ProblemException(
                new(
                    Code,
                    string.Create(CultureInfo.InvariantCulture, $"{name}, after step {step.Index}"),
                    "is no longer finite; no checkpoint was written of it.",
                    "Lower the learning rate, or let notFinite say \"back\"."
                )
            );
        }
    }

    /// <summary>Batches may be left out while there are sound ones between them.</summary>
    /// <exception cref="ProblemException">ROCL0322: too many in a row.</exception>
    public static void Bounded(NotFinite policy, Problem why, int inARow)
    {
        if (policy is NotFinite.Skip skip && inARow > skip.Limit)
        {
            throw new ProblemException(
                new(
                    "ROCL0322",
                    why.Where,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{why.What} The {skip.Limit} batches before were left out as well."
                    ),
                    "Lower the learning rate, mend what is named, or write a higher notFinite.limit."
                )
            );
        }
    }
}
