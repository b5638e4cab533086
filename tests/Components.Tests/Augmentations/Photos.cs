using FsCheck;
using FsCheck.Fluent;

namespace Components.Tests.Augmentations;

/// <summary>
/// Some images of random pixels, black and white ones and colourless ones among them, and a seed
/// for what is done to them.
/// </summary>
public sealed record Photos(int Count, int Channels, int Height, int Width, long Seed)
{
    public Tensor Images
    {
        get
        {
            var random = new Rng(new Seed(Seed).For("pixels"), Count);
            var noise = random.Uniform(Count, Channels, Height, Width);
            return noise
                .mul(1.5)
                .sub(0.25)
                .clamp(0, 1)
                .lerp(noise.narrow(1, 0, 1), random.Between(0, 1).lt(0.2).to(ScalarType.Float32));
        }
    }

    public Rng Random => new(new Seed(Seed), Count);

    public Tensor Each(Func<Rng, Tensor> draw) => draw(new Rng(new Seed(Seed).For("amounts"), Count));

    public static Arbitrary<Photos> Any() =>
        (
            from count in Gen.Choose(1, 7)
            from channels in Gen.Elements(1, 3)
            from height in Gen.Choose(1, 33)
            from width in Gen.Choose(1, 33)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Photos(count, channels, height, width, seed)
        ).ToArbitrary();
}

/// <summary>Photos of three channels.</summary>
public sealed record ColourPhotos(Photos Photos)
{
    public static Arbitrary<ColourPhotos> Any() =>
        Photos.Any().Generator.Select(photos => new ColourPhotos(photos with { Channels = 3 })).ToArbitrary();
}
