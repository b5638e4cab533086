namespace RoCL.Attacks.AutoAttack;

/// <summary>How many classes a targeted attack aims at, one after another.</summary>
internal static class TargetClasses
{
    /// <summary>As many as were asked for; the usual number where none was.</summary>
    /// <param name="classes">K, how many classes the network distinguishes.</param>
    /// <param name="asked">The option <c>targets</c>.</param>
    /// <param name="standard">
    /// What stands for an option that is left out; all other classes where they are fewer.
    /// </param>
    /// <exception cref="ProblemException">As <see cref="Demand"/>.</exception>
    public static int Count(long classes, int? asked, int standard)
    {
        Demand(classes, asked);
        return asked ?? (int)Math.Min(classes - 1, standard);
    }

    /// <summary>Demands that there are as many other classes as were asked for.</summary>
    /// <param name="classes">K, how many classes the network distinguishes.</param>
    /// <param name="asked">The option <c>targets</c>.</param>
    /// <exception cref="ProblemException">ROCL0335: there are fewer.</exception>
    public static void Demand(long classes, int? asked)
    {
        if (asked > classes - 1)
            throw TooMany(classes, asked.Value);
    }

    private static ProblemException TooMany(long classes, int asked) =>
        new(
            new(
                "ROCL0335",
                "targets",
                $"The network distinguishes {classes} classes, so an image has {classes - 1} others, and the attack is "
                    + $"to aim at {asked}.",
                $"Write {classes - 1} or fewer, or leave it out."
            )
        );
}
