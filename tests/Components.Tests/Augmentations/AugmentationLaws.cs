using RoCL.Augmentations.SimClr;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Components.Tests.Augmentations;

/// <summary>What holds for every augmentation.</summary>
[TestFixtureSource(nameof(All))]
public sealed class AugmentationLaws(IAugmentation augmentation)
{
    private static IAugmentation[] All() =>
        [
            new SimClr(),
            new ColorJitter(),
            new ColorJitter(1, 1, 1, 0.5, 1),
            new RandomGrayscale(0.5),
            new HorizontalFlip(),
            new RandomResizedCrop(),
        ];

    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 40)]
    public bool As_many_images_of_the_same_shape_come_back_and_lie_in_0_to_1(RandomImages given)
    {
        using var scope = NewDisposeScope();
        var images = given.Images;
        var augmented = augmentation.Apply(images, given.Random);
        return augmented.shape.SequenceEqual(images.shape)
            && augmented.dtype == ScalarType.Float32
            && augmented.ge(0).logical_and(augmented.le(1)).all().item<bool>();
    }

    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 20)]
    public bool The_same_randomness_gives_the_same_images_to_the_bit_and_the_originals_stay_as_they_were(
        RandomImages given
    )
    {
        using var scope = NewDisposeScope();
        var images = given.Images;
        var first = augmentation.Apply(images, given.Random);
        var second = augmentation.Apply(images, given.Random);
        return first.SameAs(second) && images.SameAs(given.Images);
    }

    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 20)]
    public bool A_part_of_the_batch_is_changed_as_it_is_within_the_batch(RandomImages given)
    {
        using var scope = NewDisposeScope();
        var evenRows = Enumerable.Range(0, given.Count).Where(row => row % 2 == 0);
        long[] rows = [.. evenRows.Reverse().Select(row => (long)row)];
        var whole = augmentation.Apply(given.Images, given.Random);
        var part = augmentation.Apply(given.Images.index_select(0, tensor(rows)), given.Random.Only(rows));
        return part.allclose(whole.index_select(0, tensor(rows)), rtol: 0, atol: 1e-6);
    }

    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 10)]
    public bool Nothing_but_the_result_stays_in_the_callers_scope(RandomImages given)
    {
        using var outer = NewDisposeScope();
        var images = given.Images;
        using var scope = NewDisposeScope();
        var augmented = augmentation.Apply(images, given.Random);
        return scope.DisposablesCount == 1 && !images.IsInvalid && !augmented.IsInvalid;
    }

    [Test]
    public void Another_seed_gives_other_images()
    {
        using var scope = NewDisposeScope();
        var images = new RandomImages(16, 3, 12, 12, Seed: 5).Images;
        var first = augmentation.Apply(images, new Rng(new Seed(1), 16));
        var second = augmentation.Apply(images, new Rng(new Seed(2), 16));
        Assert.That(first.SameAs(second), Is.False);
    }

    [Test]
    public void Images_of_one_batch_are_changed_by_values_of_their_own()
    {
        using var scope = NewDisposeScope();
        var image = new RandomImages(1, 3, 12, 12, Seed: 5).Images;
        var augmented = augmentation.Apply(image.expand(16, -1, -1, -1), new Rng(new Seed(1), 16));
        Assert.That(augmented.allclose(augmented[..1].expand_as(augmented)), Is.False);
    }
}
