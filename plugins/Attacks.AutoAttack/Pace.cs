namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// How APGD steps, and how long its steps are: it follows from how the loss went since the last
/// checkpoint.
/// </summary>
internal abstract record Pace
{
    /// <summary>The next point, inside the threat model.</summary>
    /// <param name="x">[N, C, H, W], the point now.</param>
    /// <param name="before">
    /// The point before it; the first time <paramref name="x"/> itself.
    /// </param>
    /// <param name="gradient">At x.</param>
    /// <param name="clean">The clean images.</param>
    /// <param name="first">Whether it is the first step, which has no momentum.</param>
    public abstract Tensor Step(Tensor x, Tensor before, Tensor gradient, Tensor clean, bool first);

    /// <summary>
    /// The pace after a step, and which rows go back to their best point, bool [N];
    /// <see langword="null"/> between checkpoints.
    /// </summary>
    /// <param name="losses">[N], after the step.</param>
    /// <param name="best">The best points so far, this step's among them.</param>
    /// <param name="bestLosses">Their losses, [N].</param>
    /// <param name="clean">The clean images.</param>
    public abstract (Pace Next, Tensor? Back) After(Tensor losses, Tensor best, Tensor bestLosses, Tensor clean);

    /// <summary>The pace that a run begins with.</summary>
    /// <param name="threat">Where points may lie.</param>
    /// <param name="iterations">Of this run.</param>
    /// <param name="rho">ρ.</param>
    /// <param name="start">[N, C, H, W].</param>
    /// <param name="startLosses">[N].</param>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="dense">
    /// Whether the start tells nothing of how many pixels to move (L1 alone).
    /// </param>
    public static Pace For(
        ThreatModel threat,
        int iterations,
        double rho,
        Tensor start,
        Tensor startLosses,
        Tensor clean,
        bool dense
    ) =>
        threat is L1 l1
            ? SparsePace.Begin(l1, iterations, start, startLosses, clean, dense)
            : HalvingPace.Begin(threat, iterations, rho, startLosses);
}
