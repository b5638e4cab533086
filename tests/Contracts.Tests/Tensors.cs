namespace Contracts.Tests;

/// <summary>Comparisons of tensors that do not broadcast.</summary>
internal static class Tensors
{
    /// <summary>
    /// Whether two tensors have the same shape and equal values; NaN equals nothing.
    /// </summary>
    public static bool Same(Tensor left, Tensor right) =>
        left.shape.SequenceEqual(right.shape) && left.eq(right).all().item<bool>();
}
