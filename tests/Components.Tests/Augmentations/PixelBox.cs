namespace Components.Tests.Augmentations;

/// <summary>A box of an image, in pixels.</summary>
/// <param name="Top">Rows above it.</param>
/// <param name="Left">Columns on its left.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
internal sealed record PixelBox(int Top, int Left, int Height, int Width)
{
    /// <summary>A box of any size at any place in an image.</summary>
    public static PixelBox AtRandom(Random random, int height, int width)
    {
        var boxHeight = random.Next(1, height + 1);
        var boxWidth = random.Next(1, width + 1);
        return new(random.Next(height - boxHeight + 1), random.Next(width - boxWidth + 1), boxHeight, boxWidth);
    }
}
