namespace RoCL.Attacks.Noise;

/// <summary>Several draws of noise, of which each image keeps the worst for the network.</summary>
internal static class Draws
{
    /// <summary>
    /// The first draw that fooled the network, else the one of the highest loss, [N, C, H, W].
    /// </summary>
    /// <remarks>
    /// An image that is fooled without noise stays as it is; the first draw takes the place of any
    /// other, whatever its loss.
    /// </remarks>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="objective">What it judges by.</param>
    /// <param name="random">The draws follow from it and from their numbers.</param>
    /// <param name="times">How many.</param>
    /// <param name="draw">Noisy images, inside the threat model.</param>
    public static Tensor Worst(Tensor clean, IObjective objective, Rng random, int times, Func<Rng, Tensor> draw)
    {
        var fooled = Fooled(clean, objective);
        var start = (
            Points: clean,
            Losses: full(clean.shape[0], double.NegativeInfinity, clean.dtype, clean.device),
            Fooled: fooled
        );
        return Iterate
            .Fold(
                times,
                start,
                (best, i) =>
                {
                    var points = draw(random.For("draw", i));
                    var (losses, now) = (objective.Losses(points), Fooled(points, objective));
                    var better = best.Fooled.logical_not().logical_and(now.logical_or(losses.gt(best.Losses)));
                    return (
                        where(better.view(-1, 1, 1, 1), points, best.Points),
                        where(better, losses, best.Losses),
                        best.Fooled.logical_or(now)
                    );
                }
            )
            .Points;
    }

    private static Tensor Fooled(Tensor images, IObjective objective) =>
        (objective.Labels is null ? null : objective.Fooled(objective.Outputs(images)))
        ?? zeros(images.shape[0], dtype: ScalarType.Bool, device: images.device);
}
