namespace RoCL.Core.Recipes;

/// <summary>
/// The numbers that the encoder is computed with while it is trained. Heads, losses, softmax,
/// running statistics, the weights that the optimizer moves, and every evaluation stay float32.
/// </summary>
/// <param name="Attack">In the attacks of training: forward, and the gradient of images.</param>
/// <param name="Train">In the pass that the weights learn from.</param>
public sealed record Precision(NumberFormat Attack, NumberFormat Train)
{
    /// <summary>The authors' mathematics.</summary>
    public static Precision Exact { get; } = new(NumberFormat.Binary32, NumberFormat.Binary32);

    /// <summary>
    /// About twice as fast where the processor multiplies bfloat16; a rounding of 1/256 in each
    /// product.
    /// </summary>
    public static Precision Fast { get; } = new(NumberFormat.BFloat16, NumberFormat.BFloat16);
}

/// <summary>A format of floating-point numbers.</summary>
public enum NumberFormat
{
    /// <summary>float32, 24 significant bits.</summary>
    Binary32,

    /// <summary>bfloat16, 8 significant bits and the range of float32.</summary>
    BFloat16,
}
