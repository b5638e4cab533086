namespace RoCL.Attacks.AutoAttack;

/// <summary>One square of an image: what a query of Square Attack changes.</summary>
/// <param name="Top">Rows above it.</param>
/// <param name="Left">Columns on its left.</param>
/// <param name="Side">Its rows and columns.</param>
internal readonly record struct ImageSquare(long Top, long Left, long Side)
{
    /// <summary>A square at a random place, every place as likely as another.</summary>
    /// <param name="images">[M, C, H, W]; all share the place.</param>
    /// <param name="side">In pixels, at most the shorter side of the images.</param>
    /// <param name="random">Two values are drawn.</param>
    /// <param name="reachesBorder">
    /// Whether it may cover the last row and column; a square as large as the image always does.
    /// </param>
    public static ImageSquare AtRandom(Tensor images, long side, Rng random, bool reachesBorder)
    {
        var drawn = random.Shared(2).cpu().data<float>().ToArray();
        var last = reachesBorder ? 1 : 0;
        long Place(float part, long length) => Math.Min((long)(part * (length - side + last)), length - side);
        return new(Place(drawn[0], images.shape[2]), Place(drawn[1], images.shape[3]), side);
    }

    /// <summary>
    /// The square's pixels of some images, [M, C, Side, Side]: a view on their memory.
    /// </summary>
    /// <param name="images">[M, C, H, W].</param>
    public Tensor Of(Tensor images) => images.narrow(2, Top, Side).narrow(3, Left, Side);
}
