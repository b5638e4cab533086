using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>How a batch of images lies in memory.</summary>
public enum MemoryLayout
{
    /// <summary>Row after row, image after image.</summary>
    Contiguous,

    /// <summary>
    /// The channels of a pixel beside each other, as the host hands images to networks.
    /// </summary>
    ChannelsLast,

    /// <summary>
    /// Every second pixel of something wider, turned on its side: no two neighbours beside each
    /// other.
    /// </summary>
    Strided,
}

/// <summary>Some images, as a value: the pixels follow from it.</summary>
/// <param name="Shape">[C, H, W].</param>
/// <param name="Images">N, 1 or more.</param>
/// <param name="Layout">How they lie in memory.</param>
/// <param name="Seed">Where the pixels come from.</param>
public sealed record ImageBatch(ImageShape Shape, int Images, MemoryLayout Layout, int Seed)
{
    /// <summary>The least side that an image of a data set may have.</summary>
    public const int LeastSide = 4;

    /// <summary>
    /// float32 [N, C, H, W] in [0, 1], about a third of the values on the border; a new tensor each
    /// time.
    /// </summary>
    public Tensor Pixels
    {
        get
        {
            var values = (
                1.5 * Random("pixels").Uniform(Images, Shape.Channels, Shape.Height, Shape.Width) - 0.25
            ).clamp(0, 1);
            return Laid(values, Layout);
        }
    }

    /// <summary>Random values for these images.</summary>
    /// <param name="purpose">What for; the same purpose, the same values.</param>
    public Rng Random(string purpose) => new(new Seed(Seed).For(purpose), Images);

    /// <summary>
    /// Small images of one or three channels, one to four of them, of any layout; shrinking leads
    /// to one of 1x4x4.
    /// </summary>
    public static Arbitrary<ImageBatch> Any() =>
        Of(
            from channels in Gen.Elements(1, 3)
            from height in Gen.Choose(LeastSide, 9)
            from width in Gen.Choose(LeastSide, 9)
            select new ImageShape(channels, height, width),
            1,
            4,
            Smaller
        );

    /// <summary>
    /// Two or three images of the field's smallest shapes, 1x28x28 and 3x32x32, for networks that
    /// are built for a shape.
    /// </summary>
    public static Arbitrary<ImageBatch> OfTheField() =>
        Of(
            Gen.Elements(new ImageShape(1, 28, 28), new ImageShape(3, 32, 32)),
            2,
            3,
            of =>
                new[]
                {
                    of with
                    {
                        Shape = new ImageShape(1, 28, 28),
                    },
                    of with
                    {
                        Images = 2,
                    },
                    of with
                    {
                        Layout = MemoryLayout.Contiguous,
                    },
                }.Where(smaller => smaller != of)
        );

    private static Arbitrary<ImageBatch> Of(
        Gen<ImageShape> shapes,
        int least,
        int most,
        Func<ImageBatch, IEnumerable<ImageBatch>> smaller
    ) =>
        Arb.From(
            from shape in shapes
            from images in Gen.Choose(least, most)
            from layout in Gen.Elements(Enum.GetValues<MemoryLayout>())
            from seed in Gen.Choose(0, 9999)
            select new ImageBatch(shape, images, layout, seed),
            smaller
        );

    /// <summary>Batches with less of something, the boldest first.</summary>
    internal static IEnumerable<ImageBatch> Smaller(ImageBatch of) =>
        new[]
        {
            of with
            {
                Images = 1,
            },
            of with
            {
                Images = of.Images - 1,
            },
            of with
            {
                Shape = of.Shape with { Channels = 1 },
            },
            of with
            {
                Shape = of.Shape with { Height = LeastSide },
            },
            of with
            {
                Shape = of.Shape with { Width = LeastSide },
            },
            of with
            {
                Layout = MemoryLayout.Contiguous,
            },
        }.Where(smaller => smaller != of && smaller.Images > 0);

    /// <summary>The same values in another layout, in memory of their own.</summary>
    internal static Tensor Laid(Tensor images, MemoryLayout layout) =>
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

    /// <summary>As reports name it: <c>2 images of 3x4x4, seed 7</c>.</summary>
    public override string ToString() =>
        $"{(Images == 1 ? "1 image" : $"{Images} images")} of {Shape}{(Layout == MemoryLayout.Contiguous ? "" : $", {Layout switch
        {
            MemoryLayout.ChannelsLast => "channels-last",
            _ => "strided",
        }}")}, seed {Seed}";
}
