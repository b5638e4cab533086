namespace Components.Tests.Evaluations;

/// <summary>
/// Images that have what photographs have: most of their strength in large forms, less in details,
/// and less in colour than in light.
/// </summary>
internal static class Photographs
{
    /// <summary>
    /// Noise at every scale from the whole image to the pixel, the finer the fainter; [N, C, H, W]
    /// in [0, 1], float32.
    /// </summary>
    public static Tensor Of(long images, long channels, long height, long width)
    {
        var random = new Rng(new Seed(11), images);
        return (
            0.45
            + 0.2 * (Forms(images, 1, height, width, random) + 0.3 * Forms(images, channels, height, width, random))
        ).clamp(0, 1);
    }

    private static Tensor Forms(long images, long channels, long height, long width, Rng random) =>
        new[] { 2L, 4, 8, 16, 32 }
            .Select(cells =>
                nn.functional.interpolate(
                    random.Normal(images, channels, cells, cells),
                    [height, width],
                    mode: InterpolationMode.Bilinear,
                    align_corners: false
                ) / Math.Sqrt(cells)
            )
            .Aggregate((sum, scale) => sum + scale);
}
