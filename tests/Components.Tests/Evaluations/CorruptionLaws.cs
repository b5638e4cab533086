using FsCheck;
using FsCheck.Fluent;
using RoCL.Measurements.Corruptions;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Components.Tests.Evaluations;

/// <summary>
/// What holds for every corruption, on images of any size and any number of channels.
/// </summary>
[TestFixture]
public sealed class CorruptionLaws
{
    [Law(MaxTest = 150, Arbitrary = [typeof(Cases)])]
    public bool Images_stay_images(Case of)
    {
        var corrupted = of.Apply(of.Images);
        return corrupted.shape.SequenceEqual(of.Images.shape)
            && corrupted.dtype == ScalarType.Float32
            && corrupted.isfinite().all().item<bool>()
            && corrupted.ge(0).logical_and(corrupted.le(1)).all().item<bool>();
    }

    [Law(MaxTest = 60, Arbitrary = [typeof(Cases)])]
    public bool The_same_random_values_make_the_same_images_and_the_clean_ones_are_not_written_to(Case of)
    {
        var before = of.Images.clone();
        return of.Apply(of.Images).allclose(of.Apply(of.Images), rtol: 0, atol: 0)
            && of.Images.allclose(before, rtol: 0, atol: 0);
    }

    [Law(MaxTest = 60, Arbitrary = [typeof(Cases)])]
    public bool An_image_is_corrupted_by_itself_whatever_the_rest_of_its_batch_is(Case of)
    {
        var last = of.Images.shape[0] - 1;
        var alone = of.Corruption.Apply(of.Images.narrow(0, last, 1), of.Severity, of.Random.Only([last]));
        // The last bit of a product may depend on how many rows it has, and tip an amount of cosine
        // from one multiple to the next.
        return alone.allclose(
            of.Apply(of.Images).narrow(0, last, 1),
            rtol: 0,
            atol: of.Corruption.Kind == CorruptionKind.Jpeg ? 0.3 : 1e-5
        );
    }

    /// <summary>A corruption at a severity, and images for it.</summary>
    public sealed record Case(Corruption Corruption, int Severity, int[] Shape, int Seed)
    {
        public Tensor Images => new Rng(new Seed(Seed), Shape[0]).Uniform([.. Shape.Select(size => (long)size)]);

        public Rng Random => new(new Seed(Seed + 1), Shape[0]);

        public Tensor Apply(Tensor images) => Corruption.Apply(images, Severity, Random);

        public override string ToString() =>
            $"{Corruption.Name} {Severity} of [{string.Join(", ", Shape)}], seed {Seed}";
    }

    public static class Cases
    {
        public static Arbitrary<Case> Any() =>
            (
                from corruption in Gen.Elements<Corruption>(Corruption.All)
                from severity in Gen.Choose(Corruption.Mildest, Corruption.Harshest)
                from images in Gen.Choose(1, 3)
                from channels in Gen.Choose(1, 4)
                from height in Gen.Choose(1, 20)
                from width in Gen.Choose(1, 20)
                from seed in Gen.Choose(0, 1000)
                select new Case(corruption, severity, [images, corruption.Channels ?? channels, height, width], seed)
            ).ToArbitrary();
    }
}
