using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>The features of some images, and what a head is built for.</summary>
/// <param name="Images">N, the number of images.</param>
/// <param name="Features">F, the number of features.</param>
/// <param name="Classes">The number of classes of the data.</param>
/// <param name="Seed">The seed of the values.</param>
public sealed record FeatureBatch(int Images, int Features, int Classes, int Seed)
{
    /// <summary>float32 [N, F], standard normal; a new tensor at each call.</summary>
    public Tensor Values => new Rng(new Seed(Seed).For("features"), Images).Normal(Images, Features);

    /// <summary>
    /// Two to four rows of 8 to 64 features, and two to ten classes. They shrink to two rows of 8
    /// features and two classes.
    /// </summary>
    public static Arbitrary<FeatureBatch> Any()
    {
        var generator =
            from images in Gen.Choose(2, 4)
            from features in Gen.Choose(8, 64)
            from classes in Gen.Choose(2, 10)
            from seed in Gen.Choose(0, 9999)
            select new FeatureBatch(images, features, classes, seed);
        return Arb.From(generator, Smaller);
    }

    private static IEnumerable<FeatureBatch> Smaller(FeatureBatch batch)
    {
        var fewerImages = batch with { Images = 2 };
        var fewerFeatures = batch with { Features = 8 };
        var fewerClasses = batch with { Classes = 2 };
        return new[] { fewerImages, fewerFeatures, fewerClasses }.Where(smaller => smaller != batch);
    }

    /// <summary>The batch as reports write it.</summary>
    public override string ToString() => $"{Images} rows of {Features} features, {Classes} classes, seed {Seed}";
}
