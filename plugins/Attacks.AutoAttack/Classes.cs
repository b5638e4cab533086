namespace RoCL.Attacks.AutoAttack;

/// <summary>The classes that an attack may aim at.</summary>
internal static class Classes
{
    /// <summary>K, how many classes the network distinguishes.</summary>
    /// <param name="attack">The attack's name, for the message.</param>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="objective">The objective of the network.</param>
    /// <param name="least">How many the attack needs.</param>
    /// <exception cref="ProblemException">
    /// ROCL0334: the objective has no labels. ROCL0335: there are fewer classes than that.
    /// </exception>
    public static long Of(string attack, Tensor clean, IObjective objective, int least)
    {
        if (objective.Labels is null)
            throw NoLabels(attack);

        using var scope = NewDisposeScope();
        var classes = objective.Outputs(clean).shape[1];
        return classes >= least ? classes : throw TooFew(attack, classes, least);
    }

    private static ProblemException NoLabels(string attack) =>
        new(
            new(
                "ROCL0334",
                attack,
                "The objective has no labels, and this attack needs each image's class.",
                "Use it against a classifier, or take an attack that raises any objective: apgd with the loss "
                    + "'ce', pgd or square."
            )
        );

    private static ProblemException TooFew(string attack, long classes, int least) =>
        new(
            new(
                "ROCL0335",
                attack,
                $"The network distinguishes {classes} classes, and this attack compares {least} or more.",
                "Take apgd with the loss 'ce' or 'ce-targeted'."
            )
        );
}
