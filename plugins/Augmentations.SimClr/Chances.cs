namespace RoCL.Augmentations.SimClr;

/// <summary>Random choices of images.</summary>
internal static class Chances
{
    /// <summary>
    /// 1 with the given probability and 0 otherwise, one an image, float32 [N, 1, 1, 1]: the weight
    /// with which a lerp chooses between two images to the bit.
    /// </summary>
    public static Tensor Chance(this Rng random, double probability) =>
        random.Between(0, 1).lt(probability).to(ScalarType.Float32);
}
