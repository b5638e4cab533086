namespace RoCL.Attacks.Noise;

/// <summary>Several draws of noise, of which each image keeps the worst for the network.</summary>
internal static class WorstDraw
{
    private sealed record Kept(Tensor Points, Tensor Losses, Tensor Fooled);

    /// <summary>
    /// The first draw that fooled the network, else the one of the highest loss, [N, C, H, W].
    /// </summary>
    /// <remarks>
    /// An image that is fooled without noise stays as it is; the first draw replaces any other
    /// image, whatever its loss.
    /// </remarks>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="objective">What decides which draw is the worst.</param>
    /// <param name="random">The draws follow from it and from their numbers.</param>
    /// <param name="draws">How many are tried, 1 or more.</param>
    /// <param name="draw">From random values to noisy images inside the threat model.</param>
    public static Tensor Of(Tensor clean, IObjective objective, Rng random, int draws, Func<Rng, Tensor> draw)
    {
        var lowest = full(clean.shape[0], double.NegativeInfinity, clean.dtype, clean.device);
        var start = new Kept(clean, lowest, Fooled(clean, objective));
        var kept = Iterate.Fold(
            draws,
            start,
            (best, number) => Better(best, draw(random.For("draw", number)), objective)
        );
        return kept.Points;
    }

    private static Kept Better(Kept best, Tensor points, IObjective objective)
    {
        var losses = objective.Losses(points);
        var fooled = Fooled(points, objective);

        var better = best.Fooled.logical_not().logical_and(fooled.logical_or(losses.gt(best.Losses)));
        return new(
            where(better.view(-1, 1, 1, 1), points, best.Points),
            where(better, losses, best.Losses),
            best.Fooled.logical_or(fooled)
        );
    }

    // Without labels no image counts as fooled.
    private static Tensor Fooled(Tensor images, IObjective objective)
    {
        var fooled = objective.Labels is null ? null : objective.Fooled(objective.Outputs(images));
        return fooled ?? zeros(images.shape[0], dtype: ScalarType.Bool, device: images.device);
    }
}
