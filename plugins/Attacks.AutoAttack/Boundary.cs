namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// A decision boundary seen from some points: how far another class's logit is above the label's,
/// and which way it rises.
/// </summary>
/// <remarks>Near x the boundary is about where <c>Gap + ⟨Normal, x' − x⟩ = 0</c>.</remarks>
/// <param name="Gap">z_other − z_label, [N]; below 0 where the label holds.</param>
/// <param name="Normal">Its gradient with respect to the images, [N, C, H, W].</param>
public sealed record Boundary(Tensor Gap, Tensor Normal)
{
    /// <summary>
    /// The boundary to one class for each image. One forward and one backward pass each time that
    /// it is asked.
    /// </summary>
    /// <param name="objective">With labels.</param>
    /// <param name="targets">int64 [N].</param>
    public static Func<Tensor, Boundary> To(IObjective objective, Tensor targets)
    {
        var aim = objective.Aim(LogitLosses.Gap(objective.Labels!, targets));
        return images =>
        {
            var at = aim.At(images);
            return new(at.Losses, at.Gradient);
        };
    }

    /// <summary>
    /// The boundary that a linear model takes for the nearest, among all other classes. K passes
    /// each time that it is asked.
    /// </summary>
    /// <param name="objective">With labels.</param>
    /// <param name="classes">K.</param>
    /// <param name="norm">In which norm it is to be the nearest.</param>
    public static Func<Tensor, Boundary> Nearest(IObjective objective, long classes, ThreatModel norm) =>
        images =>
            Enumerable
                .Range(0, (int)classes)
                .Select(target =>
                    (
                        Own: objective.Labels!.eq(target),
                        There: To(objective, full_like(objective.Labels!, target))(images)
                    )
                )
                .Select(to =>
                    (
                        Far: where(to.Own, full_like(to.There.Gap, double.PositiveInfinity), to.There.Distance(norm)),
                        to.There
                    )
                )
                .Aggregate(
                    (best, next) =>
                    {
                        var nearer = next.Far.lt(best.Far);
                        return (
                            where(nearer, next.Far, best.Far),
                            new(
                                where(nearer, next.There.Gap, best.There.Gap),
                                where(nearer.view(-1, 1, 1, 1), next.There.Normal, best.There.Normal)
                            )
                        );
                    }
                )
                .There;

    // |gap| over the dual norm of the normal: how far the linear model's plane is where no box is
    // in the way.
    private Tensor Distance(ThreatModel norm)
    {
        var steep = Normal.abs().flatten(1);
        return Gap.abs()
            / (
                1e-12
                + norm switch
                {
                    LInf => steep.sum(1),
                    L2 => steep.square().sum(1).sqrt(),
                    _ => steep.amax(1),
                }
            );
    }
}
