using FsCheck;
using FsCheck.Fluent;

namespace Components.Tests.Augmentations;

/// <summary>
/// Some images of random pixels, black and white ones and colourless ones among them, and a seed
/// for what is done to them.
/// </summary>
/// <param name="Count">N.</param>
/// <param name="Channels">C.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
/// <param name="Seed">Where the pixels and the random values of a change come from.</param>
public sealed record RandomImages(int Count, int Channels, int Height, int Width, long Seed)
{
    /// <summary>[N, C, H, W] in [0, 1], made anew each time.</summary>
    public Tensor Images
    {
        get
        {
            var random = new Rng(new Seed(Seed).For("pixels"), Count);
            var noise = random.Uniform(Count, Channels, Height, Width);
            var images = noise.mul(1.5).sub(0.25).clamp(0, 1);
            var isColourless = random.Between(0, 1).lt(0.2).to(ScalarType.Float32);
            return images.lerp(noise.narrow(1, 0, 1), isColourless);
        }
    }

    /// <summary>Random values for a change of the images, from their beginning each time.</summary>
    public Rng Random => new(new Seed(Seed), Count);

    /// <summary>How FsCheck draws them.</summary>
    public static Arbitrary<RandomImages> Any() =>
        (
            from count in Gen.Choose(1, 7)
            from channels in Gen.Elements(1, 3)
            from height in Gen.Choose(1, 33)
            from width in Gen.Choose(1, 33)
            from seed in Gen.Choose(0, int.MaxValue)
            select new RandomImages(count, channels, height, width, seed)
        ).ToArbitrary();
}

/// <summary>Random images of three channels.</summary>
/// <param name="Given">The images.</param>
public sealed record ColourImages(RandomImages Given)
{
    /// <summary>[N, 3, H, W] in [0, 1].</summary>
    public Tensor Images => Given.Images;

    /// <summary>A turn of the hue for each image, [N, 1, 1, 1].</summary>
    public Tensor Turns => new Rng(new Seed(Given.Seed).For("amounts"), Given.Count).Between(-0.5, 0.5);

    /// <summary>How FsCheck draws them.</summary>
    public static Arbitrary<ColourImages> Any() =>
        RandomImages.Any().Generator.Select(given => new ColourImages(given with { Channels = 3 })).ToArbitrary();
}
