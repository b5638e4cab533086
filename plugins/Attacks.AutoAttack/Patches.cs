namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// What Square Attack tries: a pattern to begin with, and changes of one square at a time.
/// </summary>
internal abstract record Patches
{
    /// <summary>The patches for a norm.</summary>
    /// <param name="threat">The norm with its ε.</param>
    /// <param name="reachesBorder">Whether squares may cover the last row and column.</param>
    public static Patches For(ThreatModel threat, bool reachesBorder) =>
        threat switch
        {
            LInf linf => new SignPatches(linf, reachesBorder),
            L2 or L1 => new HillPatches(threat, reachesBorder),
            _ => throw ThreeNorms.Refused(threat, "Square"),
        };

    /// <summary>The first points, [M, C, H, W], inside the threat model.</summary>
    /// <param name="clean">[M, C, H, W].</param>
    /// <param name="random">For the start.</param>
    public abstract Tensor Start(Tensor clean, Rng random);

    /// <summary>The points to try next, [M, C, H, W], inside the threat model.</summary>
    /// <param name="clean">[M, C, H, W].</param>
    /// <param name="best">The best points so far.</param>
    /// <param name="share">The part of the image that the square covers.</param>
    /// <param name="random">For this query.</param>
    public abstract Tensor Next(Tensor clean, Tensor best, double share, Rng random);

    /// <summary>A sign for each image and channel, [M, C, 1, 1].</summary>
    protected static Tensor Signs(Tensor images, Rng random) =>
        Signs(random.Uniform(images.shape[0], images.shape[1], 1, 1));

    /// <summary>Uniform values in [0, 1) as -1 and 1.</summary>
    protected static Tensor Signs(Tensor uniform) => 1 - 2 * uniform.lt(0.5).to(uniform.dtype);

    /// <summary>The side of a square that covers a part of an image, in pixels.</summary>
    protected static long Side(Tensor images, double share) =>
        (long)Math.Round(Math.Sqrt(share * images.shape[2] * images.shape[3]));

    /// <summary>The side of the largest square in an image, in pixels.</summary>
    protected static long LargestSide(Tensor images) => Math.Min(images.shape[2], images.shape[3]);
}
