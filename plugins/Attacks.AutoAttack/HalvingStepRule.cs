namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// APGD's steps for L-infinity and L2: two radii long with momentum, halved where the loss rose too
/// seldom or its best did not change.
/// </summary>
/// <remarks>
/// <c>z = Π(x + η·d(∇L))</c>, <c>x' = Π(x + ¾(z − x) + ¼(x − x_before))</c>. Checkpoints come after
/// 22 % of the iterations and then after 3 % fewer each time, down to 6 %. η is halved, and the
/// image goes back to its best point, where the loss rose in at most ρ of the steps, or where
/// neither η nor the best loss changed between two checkpoints.
/// <para>Reference: Croce and Hein 2020, arXiv:2003.01690, section 3.</para>
/// </remarks>
/// <param name="Threat">Where points may lie.</param>
/// <param name="Rho">ρ.</param>
/// <param name="Eta">η, [N, 1, 1, 1].</param>
/// <param name="Rises">How often the loss rose since the last checkpoint, [N].</param>
/// <param name="PreviousLoss">The loss of the step before, [N].</param>
/// <param name="BestAtCheckpoint">The best loss at the last checkpoint, [N].</param>
/// <param name="WasHalved">Where η was halved there, bool [N].</param>
/// <param name="Window">The steps until the next checkpoint.</param>
/// <param name="Steps">Steps taken in the window.</param>
internal sealed record HalvingStepRule(
    ThreatModel Threat,
    double Rho,
    Tensor Eta,
    Tensor Rises,
    Tensor PreviousLoss,
    Tensor BestAtCheckpoint,
    Tensor WasHalved,
    CheckpointWindow Window,
    int Steps
) : StepRule
{
    private const double Alpha = 0.75; // α, the part of the new direction; the rest is momentum

    /// <summary>
    /// The first rule. The reference code compares the loss after the first step with 0 and not
    /// with the start's; so does this.
    /// </summary>
    /// <param name="threat">Where points may lie.</param>
    /// <param name="iterations">Of the run.</param>
    /// <param name="rho">ρ.</param>
    /// <param name="losses">At the start, [N].</param>
    public static HalvingStepRule Begin(ThreatModel threat, int iterations, double rho, Tensor losses) =>
        new(
            threat,
            rho,
            Eta: full_like(losses, 2 * threat.Radius).view(-1, 1, 1, 1),
            Rises: zeros_like(losses),
            PreviousLoss: zeros_like(losses),
            BestAtCheckpoint: losses,
            WasHalved: ones_like(losses, dtype: ScalarType.Bool),
            CheckpointWindow.First(iterations),
            Steps: 0
        );

    /// <inheritdoc/>
    public override Tensor Step(Tensor x, Tensor previous, Tensor gradient, Tensor clean, bool isFirst)
    {
        // z = Π(x + η·d(∇L)), x' = Π(x + α(z − x) + (1 − α)(x − x_before))
        var alpha = isFirst ? 1 : Alpha;
        var z = Projected(x + Eta * Threat.SteepestDirection(gradient, x), clean);
        return Projected(x + alpha * (z - x) + (1 - alpha) * (x - previous), clean);
    }

    /// <inheritdoc/>
    public override (StepRule Next, Tensor? Returning) After(
        Tensor losses,
        Tensor best,
        Tensor bestLosses,
        Tensor clean
    )
    {
        var rises = Rises + losses.gt(PreviousLoss).to(Rises.dtype);
        var steps = Steps + 1;
        if (steps < Window.Length)
        {
            var goingOn = this with { Rises = rises, PreviousLoss = losses, Steps = steps };
            return (goingOn, null);
        }

        var roseTooSeldom = rises.le(Rho * Window.Length);
        var nothingChanged = WasHalved.logical_not().logical_and(BestAtCheckpoint.ge(bestLosses));
        var halved = roseTooSeldom.logical_or(nothingChanged);
        var next = this with
        {
            Eta = Rows.Where(halved, Eta / 2, Eta),
            Rises = zeros_like(rises),
            PreviousLoss = losses,
            BestAtCheckpoint = bestLosses,
            WasHalved = halved,
            Window = Window.Next(),
            Steps = 0,
        };
        return (next, halved);
    }

    // In L2 the reference shortens first and clamps after: inside, but not always the nearest
    // point.
    private Tensor Projected(Tensor moved, Tensor clean)
    {
        if (Threat is not L2)
            return Threat.Project(moved, clean);

        var direction = Threat.SteepestDirection(moved - clean, clean);
        var length = Threat.Distance(moved, clean).view(-1, 1, 1, 1);
        return (clean + direction * length.clamp_max(Threat.Radius)).clamp(0, 1);
    }
}
