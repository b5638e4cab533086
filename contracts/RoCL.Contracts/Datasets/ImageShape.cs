namespace RoCL.Contracts;

/// <summary>The shape of one image, [C, H, W].</summary>
/// <param name="Channels">C: 1 for grayscale, 3 for colour.</param>
/// <param name="Height">H, in pixels.</param>
/// <param name="Width">W, in pixels.</param>
public sealed record ImageShape(int Channels, int Height, int Width)
{
    /// <summary>The shape as papers write it, such as <c>3x32x32</c>.</summary>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
