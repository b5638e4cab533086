namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// How APGD steps, and how long its steps are: the length follows from how the loss changed since
/// the last checkpoint.
/// </summary>
internal abstract record StepRule
{
    /// <summary>The next point, inside the threat model.</summary>
    /// <param name="x">[N, C, H, W], the point now.</param>
    /// <param name="previous">
    /// The point before it; the first time <paramref name="x"/> itself.
    /// </param>
    /// <param name="gradient">At x.</param>
    /// <param name="clean">The clean images.</param>
    /// <param name="isFirst">Whether it is the first step, which has no momentum.</param>
    public abstract Tensor Step(Tensor x, Tensor previous, Tensor gradient, Tensor clean, bool isFirst);

    /// <summary>
    /// The rule after a step, and which rows return to their best point, bool [N];
    /// <see langword="null"/> between checkpoints.
    /// </summary>
    /// <param name="losses">[N], after the step.</param>
    /// <param name="best">The best points so far, this step's among them.</param>
    /// <param name="bestLosses">Their losses, [N].</param>
    /// <param name="clean">The clean images.</param>
    public abstract (StepRule Next, Tensor? Returning) After(
        Tensor losses,
        Tensor best,
        Tensor bestLosses,
        Tensor clean
    );

    /// <summary>The rule that a run begins with.</summary>
    /// <param name="threat">Where points may lie.</param>
    /// <param name="iterations">Of this run.</param>
    /// <param name="rho">ρ.</param>
    /// <param name="start">[N, C, H, W].</param>
    /// <param name="startLosses">[N].</param>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="dense">
    /// Whether the start says nothing about how many pixels to move (L1 alone).
    /// </param>
    public static StepRule For(
        ThreatModel threat,
        int iterations,
        double rho,
        Tensor start,
        Tensor startLosses,
        Tensor clean,
        bool dense
    ) =>
        threat switch
        {
            L1 l1 => SparseStepRule.Begin(l1, iterations, start, startLosses, clean, dense),
            LInf or L2 => HalvingStepRule.Begin(threat, iterations, rho, startLosses),
            _ => throw ThreeNorms.Refused(threat, "APGD"),
        };
}
