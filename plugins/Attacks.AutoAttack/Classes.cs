namespace RoCL.Attacks.AutoAttack;

/// <summary>The classes that an attack may aim at.</summary>
internal static class Classes
{
    /// <summary>K, how many classes the network tells apart.</summary>
    /// <param name="attack">Which attack asks.</param>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="objective">Whose network.</param>
    /// <param name="least">How many the attack needs.</param>
    /// <exception cref="ProblemException">
    /// ROCL0334: the objective knows no labels. ROCL0335: there are fewer classes than that.
    /// </exception>
    public static long Of(string attack, Tensor clean, IObjective objective, int least)
    {
        if (objective.Labels is null)
        {
            throw new ProblemException(
                new(
                    "ROCL0334",
                    attack,
                    "the objective has no labels, and this attack needs each image's class.",
                    "Use it against a classifier, or take apgd with the loss 'ce', pgd or square, which raise any objective."
                )
            );
        }

        using var scope = NewDisposeScope();
        var classes = objective.Outputs(clean).shape[1];
        return classes >= least
            ? classes
            : throw new ProblemException(
                new(
                    "ROCL0335",
                    attack,
                    $"the network tells {classes} classes apart, and this attack compares {least} or more.",
                    "Take apgd with the loss 'ce' or 'ce-targeted'."
                )
            );
    }
}
