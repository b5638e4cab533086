namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// APGD's pace for L-infinity and L2: steps of two radii with momentum, halved where the loss rose
/// too seldom or its best stood still.
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
/// <param name="Size">η, [N, 1, 1, 1].</param>
/// <param name="Rises">How often the loss rose since the last checkpoint, [N].</param>
/// <param name="Last">The loss of the step before, [N].</param>
/// <param name="BestAtCheck">The best loss at the last checkpoint, [N].</param>
/// <param name="Halved">Where η was halved there, bool [N].</param>
/// <param name="Window">
/// The steps of this window, and by how much the next is shorter, and the shortest.
/// </param>
/// <param name="Steps">Steps taken in it.</param>
internal sealed record HalvingPace(
    ThreatModel Threat,
    double Rho,
    Tensor Size,
    Tensor Rises,
    Tensor Last,
    Tensor BestAtCheck,
    Tensor Halved,
    (int Length, int Shorter, int Shortest) Window,
    int Steps
) : Pace
{
    /// <summary>
    /// The first pace. The reference code holds the first step's loss against 0 and not against the
    /// start's; so is it here.
    /// </summary>
    public static HalvingPace Begin(ThreatModel threat, int iterations, double rho, Tensor losses) =>
        new(
            threat,
            rho,
            full_like(losses, 2 * threat.Radius).view(-1, 1, 1, 1),
            zeros_like(losses),
            zeros_like(losses),
            losses,
            ones_like(losses, dtype: ScalarType.Bool),
            (Part(0.22, iterations), Part(0.03, iterations), Part(0.06, iterations)),
            0
        );

    /// <inheritdoc/>
    public override Tensor Step(Tensor x, Tensor before, Tensor gradient, Tensor clean, bool first)
    {
        var z = Into(x + Size * Threat.SteepestDirection(gradient), clean);
        var share = first ? 1 : 0.75;
        return Into(x + share * (z - x) + (1 - share) * (x - before), clean);
    }

    /// <inheritdoc/>
    public override (Pace Next, Tensor? Back) After(Tensor losses, Tensor best, Tensor bestLosses, Tensor clean)
    {
        var rises = Rises + losses.gt(Last).to(Rises.dtype);
        if (Steps + 1 < Window.Length)
            return (this with { Rises = rises, Last = losses, Steps = Steps + 1 }, null);
        var halve = rises
            .le(Rho * Window.Length)
            .logical_or(Halved.logical_not().logical_and(BestAtCheck.ge(bestLosses)));
        return (
            this with
            {
                Size = where(halve.view(-1, 1, 1, 1), Size / 2, Size),
                Rises = zeros_like(rises),
                Last = losses,
                BestAtCheck = bestLosses,
                Halved = halve,
                Window = Window with { Length = Math.Max(Window.Length - Window.Shorter, Window.Shortest) },
                Steps = 0,
            },
            halve
        );
    }

    // In L2 the reference shortens first and clamps after: inside, if not the nearest point.
    private Tensor Into(Tensor moved, Tensor clean)
    {
        if (Threat is not L2)
            return Threat.Project(moved, clean);
        var (way, length) = (Threat.SteepestDirection(moved - clean), Threat.Distance(moved, clean).view(-1, 1, 1, 1));
        return (clean + way * length.clamp_max(Threat.Radius)).clamp(0, 1);
    }

    private static int Part(double share, int iterations) => Math.Max((int)(share * iterations), 1);
}
