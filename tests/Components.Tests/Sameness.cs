namespace Components.Tests;

/// <summary>Equality of tensors as one answer.</summary>
internal static class Sameness
{
    /// <summary>Whether shapes and all values are the same, to the bit.</summary>
    public static bool SameAs(this Tensor one, Tensor other) =>
        one.shape.SequenceEqual(other.shape) && one.eq(other).all().item<bool>();
}
