namespace RoCL.Augmentations.SimClr;

/// <summary>Dice.</summary>
internal static class Chances
{
    /// <summary>
    /// 1 with the given probability and 0 otherwise, one an image, float32 [N, 1, 1, 1]: what a
    /// lerp needs to choose, to the bit.
    /// </summary>
    public static Tensor Chance(this Rng random, double probability) =>
        random.Between(0, 1).lt(probability).to(ScalarType.Float32);
}
