namespace RoCL.Contracts;

/// <summary>The search along a path for the border of a ball.</summary>
internal static class FarthestInside
{
    /// <summary>
    /// The farthest point of a path that lies within the radius, for each image; the path's end
    /// where that lies within.
    /// </summary>
    /// <remarks>
    /// Bisection in the geometric mean, since the answer may be a millionth of the way: 32 halvings
    /// reach the last bit of float32 from any bracket.
    /// </remarks>
    /// <param name="threat">Whose distance and radius.</param>
    /// <param name="path">
    /// From a reach [N, 1, 1, 1] to a point in [0, 1]. No pixel is farther from the clean image
    /// than the reach, and none comes nearer as the reach grows.
    /// </param>
    /// <param name="moved">[N, C, H, W], the end of the path before clamping.</param>
    /// <param name="clean">[N, C, H, W], the beginning of the path.</param>
    public static Tensor Of(ThreatModel threat, Func<Tensor, Tensor> path, Tensor moved, Tensor clean)
    {
        Tensor IsOutside(Tensor point) => threat.Distance(point, clean).gt(threat.Radius).view(-1, 1, 1, 1);

        var end = moved.clamp(0, 1);
        var isPastTheBorder = IsOutside(end);
        if (!isPastTheBorder.any().item<bool>())
            return end;

        var dimensions = clean.numel() / clean.shape[0];
        var longest = (moved - clean).abs().amax([1, 2, 3], keepdim: true);
        var shortest = full_like(longest, threat.Radius / 2 / dimensions);
        var narrowest = Iterate.Fold(
            32,
            (Inside: shortest, Outside: longest),
            (bracket, _) =>
            {
                var middle = bracket.Inside.sqrt() * bracket.Outside.sqrt();
                var outside = IsOutside(path(middle));
                return (where(outside, bracket.Inside, middle), where(outside, middle, bracket.Outside));
            }
        );
        return where(isPastTheBorder, path(narrowest.Inside), end);
    }
}
