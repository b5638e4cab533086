using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>Some images, as a value: the pixels follow from it.</summary>
/// <param name="Shape">The shape of an image, [C, H, W].</param>
/// <param name="Images">N, the number of images, 1 or more.</param>
/// <param name="Layout">How the images lie in memory.</param>
/// <param name="Seed">The seed of the pixels.</param>
public sealed record ImageBatch(ImageShape Shape, int Images, MemoryLayout Layout, int Seed)
{
    /// <summary>The smallest height and width of a data set's images, in pixels.</summary>
    public const int LeastSide = 4;

    private static readonly ImageShape Grayscale = new(1, 28, 28);
    private static readonly ImageShape Colour = new(3, 32, 32);

    /// <summary>
    /// float32 [N, C, H, W] in [0, 1], with about a third of the values 0 or 1; a new tensor at
    /// each call.
    /// </summary>
    public Tensor Pixels
    {
        get
        {
            var uniform = Random("pixels").Uniform(Images, Shape.Channels, Shape.Height, Shape.Width);
            return InLayout((1.5 * uniform - 0.25).clamp(0, 1), Layout);
        }
    }

    /// <summary>Random values for these images.</summary>
    /// <param name="purpose">What they are for; the same purpose gives the same values.</param>
    public Rng Random(string purpose) => new(new Seed(Seed).For(purpose), Images);

    /// <summary>
    /// One to four small images of one or three channels, in any layout. They shrink to one image
    /// of 1x4x4.
    /// </summary>
    public static Arbitrary<ImageBatch> Any()
    {
        var shapes =
            from channels in Gen.Elements(1, 3)
            from height in Gen.Choose(LeastSide, 9)
            from width in Gen.Choose(LeastSide, 9)
            select new ImageShape(channels, height, width);
        return Arb.From(Of(shapes, least: 1, most: 4), Smaller);
    }

    /// <summary>
    /// Two or three images of the usual shapes, 1x28x28 and 3x32x32, for networks that are built
    /// for a shape. They shrink to two images of 1x28x28.
    /// </summary>
    public static Arbitrary<ImageBatch> OfUsualShapes() =>
        Arb.From(Of(Gen.Elements(Grayscale, Colour), least: 2, most: 3), SmallerOfUsualShapes);

    /// <summary>Batches that have less of something, the largest reductions first.</summary>
    internal static IEnumerable<ImageBatch> Smaller(ImageBatch batch)
    {
        var single = batch with { Images = 1 };
        var fewer = batch with { Images = batch.Images - 1 };
        var grayscale = batch with { Shape = batch.Shape with { Channels = 1 } };
        var lower = batch with { Shape = batch.Shape with { Height = LeastSide } };
        var narrower = batch with { Shape = batch.Shape with { Width = LeastSide } };
        var contiguous = batch with { Layout = MemoryLayout.Contiguous };
        ImageBatch[] candidates = [single, fewer, grayscale, lower, narrower, contiguous];
        return candidates.Where(smaller => smaller != batch && smaller.Images > 0);
    }

    /// <summary>The same values in another layout, in memory of their own.</summary>
    internal static Tensor InLayout(Tensor images, MemoryLayout layout) =>
        layout switch
        {
            MemoryLayout.ChannelsLast => images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2),
            MemoryLayout.Strided => stack([images, 1 - images], -1)
                .transpose(2, 3)
                .contiguous()
                .transpose(2, 3)
                .select(-1, 0),
            _ => images.contiguous().clone(),
        };

    private static IEnumerable<ImageBatch> SmallerOfUsualShapes(ImageBatch batch)
    {
        var grayscale = batch with { Shape = Grayscale };
        var fewer = batch with { Images = 2 };
        var contiguous = batch with { Layout = MemoryLayout.Contiguous };
        return new[] { grayscale, fewer, contiguous }.Where(smaller => smaller != batch);
    }

    private static Gen<ImageBatch> Of(Gen<ImageShape> shapes, int least, int most) =>
        from shape in shapes
        from images in Gen.Choose(least, most)
        from layout in Gen.Elements(Enum.GetValues<MemoryLayout>())
        from seed in Gen.Choose(0, 9999)
        select new ImageBatch(shape, images, layout, seed);

    /// <summary>The batch as reports write it: <c>2 images of 3x4x4, seed 7</c>.</summary>
    public override string ToString()
    {
        var count = Images == 1 ? "1 image" : $"{Images} images";
        var layout = Layout switch
        {
            MemoryLayout.ChannelsLast => ", channels-last",
            MemoryLayout.Strided => ", strided",
            _ => "",
        };
        return $"{count} of {Shape}{layout}, seed {Seed}";
    }
}
