namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// A decision boundary seen from some points: how far another class's logit is above the label's,
/// and in which direction that difference rises.
/// </summary>
/// <remarks>
/// Near x the boundary is about where <c>Gap + ⟨Normal, x' − x⟩ = 0</c>.
/// <para>Reference: Croce and Hein 2020, arXiv:1907.02044, section 2.1.</para>
/// </remarks>
/// <param name="Gap">z_other − z_label, [N]; below 0 where the label holds.</param>
/// <param name="Normal">Its gradient with respect to the images, [N, C, H, W].</param>
public sealed record Boundary(Tensor Gap, Tensor Normal)
{
    private sealed record Candidate(Tensor Distance, Boundary Boundary)
    {
        public Candidate OrNearer(Candidate other)
        {
            var nearer = other.Distance.lt(Distance);
            return new(
                where(nearer, other.Distance, Distance),
                new(
                    where(nearer, other.Boundary.Gap, Boundary.Gap),
                    Rows.Where(nearer, other.Boundary.Normal, Boundary.Normal)
                )
            );
        }
    }

    /// <summary>
    /// The boundary to one class for each image. One forward and one backward pass each time that
    /// the function is called.
    /// </summary>
    /// <param name="objective">With labels.</param>
    /// <param name="targets">int64 [N].</param>
    /// <returns>From images [N, C, H, W] to the boundary as it is seen from them.</returns>
    public static Func<Tensor, Boundary> To(IObjective objective, Tensor targets)
    {
        var gap = objective.Aim(LogitLosses.Gap(objective.Labels!, targets));
        return images =>
        {
            var point = gap.At(images);
            return new(point.Losses, point.Gradient);
        };
    }

    /// <summary>
    /// The boundary that is the nearest according to a linear model, among all other classes. K
    /// passes each time that the function is called.
    /// </summary>
    /// <param name="objective">With labels.</param>
    /// <param name="classes">K.</param>
    /// <param name="norm">In which norm it is to be the nearest.</param>
    /// <returns>From images [N, C, H, W] to the boundary as it is seen from them.</returns>
    public static Func<Tensor, Boundary> Nearest(IObjective objective, long classes, ThreatModel norm) =>
        images =>
        {
            var nearest = Seen(images, objective, target: 0, norm);
            for (var target = 1L; target < classes; target++)
                nearest = nearest.OrNearer(Seen(images, objective, target, norm));
            return nearest.Boundary;
        };

    // An image's own class is infinitely far away.
    private static Candidate Seen(Tensor images, IObjective objective, long target, ThreatModel norm)
    {
        var labels = objective.Labels!;
        var isOwn = labels.eq(target);
        var boundary = To(objective, full_like(labels, target))(images);
        var infinite = full_like(boundary.Gap, double.PositiveInfinity);
        return new(where(isOwn, infinite, boundary.Distance(norm)), boundary);
    }

    // |gap| / ‖w‖*, w the normal and ‖·‖* the dual norm: the distance of the linear model's plane
    // where the box [0, 1] does not cut the way off.
    private Tensor Distance(ThreatModel norm)
    {
        var w = Normal.abs().flatten(1);
        var dualNorm = norm switch
        {
            LInf => w.sum(1),
            L2 => w.square().sum(1).sqrt(),
            L1 => w.amax(1),
            _ => throw ThreeNorms.Refused(norm, "FAB"),
        };
        return Gap.abs() / (1e-12 + dualNorm);
    }
}
