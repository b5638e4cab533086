namespace RoCL.Attacks.AutoAttack;

/// <summary>What APGD's losses need, and what each of them raises.</summary>
internal static class ApgdLosses
{
    /// <summary>Whether a loss aims at a class, so that there is a run for each target.</summary>
    /// <param name="loss">The loss.</param>
    public static bool IsTargeted(this ApgdLoss loss) => loss is ApgdLoss.CeTargeted or ApgdLoss.DlrTargeted;

    /// <summary>How many classes a loss compares.</summary>
    /// <param name="loss">The loss.</param>
    public static int LeastClasses(this ApgdLoss loss) =>
        loss switch
        {
            ApgdLoss.Dlr => 3,
            ApgdLoss.DlrTargeted => 4,
            _ => 2,
        };

    /// <summary>The objective that a run raises.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="clean">[N, C, H, W]; targets are the next classes in their logits.</param>
    /// <param name="objective">Of the network; itself for <c>ce</c>.</param>
    /// <param name="rank">The target's place among the logits, from 2; the largest has 1.</param>
    public static IObjective Raised(this ApgdLoss loss, Tensor clean, IObjective objective, int rank)
    {
        Tensor Targets() => LogitLosses.Ranked(objective.Outputs(clean), rank);
        return loss switch
        {
            ApgdLoss.Dlr => objective.Aim(LogitLosses.Dlr(objective.Labels!)),
            ApgdLoss.CeTargeted => objective.Aim(LogitLosses.CeTargeted(Targets())),
            ApgdLoss.DlrTargeted => objective.Aim(LogitLosses.DlrTargeted(objective.Labels!, Targets())),
            _ => objective,
        };
    }
}
