using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>Features of some images, and what a head is built for.</summary>
/// <param name="Images">N.</param>
/// <param name="Features">F.</param>
/// <param name="Classes">Of the data.</param>
/// <param name="Seed">Where the values come from.</param>
public sealed record FeatureBatch(int Images, int Features, int Classes, int Seed)
{
    /// <summary>float32 [N, F]; a new tensor each time.</summary>
    public Tensor Values => new Rng(new Seed(Seed).For("features"), Images).Normal(Images, Features);

    /// <summary>
    /// Two to four rows of up to 64 features, two to ten classes; shrinking leads to 2 rows of 8.
    /// </summary>
    public static Arbitrary<FeatureBatch> Any() =>
        Arb.From(
            from images in Gen.Choose(2, 4)
            from features in Gen.Choose(8, 64)
            from classes in Gen.Choose(2, 10)
            from seed in Gen.Choose(0, 9999)
            select new FeatureBatch(images, features, classes, seed),
            of =>
                new[] { of with { Images = 2 }, of with { Features = 8 }, of with { Classes = 2 } }.Where(smaller =>
                    smaller != of
                )
        );

    /// <summary>As reports name it.</summary>
    public override string ToString() => $"{Images} rows of {Features} features, {Classes} classes, seed {Seed}";
}
