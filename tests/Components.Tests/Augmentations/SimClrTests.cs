using RoCL.Augmentations.SimClr;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Components.Tests.Augmentations;

public sealed class SimClrTests
{
    [Law(Arbitrary = [typeof(Photos)], MaxTest = 20)]
    public bool Strength_0_is_the_identity(Photos photos)
    {
        using var scope = NewDisposeScope();
        return new SimClr(Strength: 0).Apply(photos.Images, photos.Random).SameAs(photos.Images);
    }

    [Law(Arbitrary = [typeof(Photos)], MaxTest = 20)]
    public bool It_is_colour_jitter_then_grayscale_then_a_mirror_then_a_crop_from_one_source_of_randomness(
        Photos photos
    )
    {
        using var scope = NewDisposeScope();
        var random = photos.Random;
        var steps = new IAugmentation[]
        {
            new ColorJitter(),
            new RandomGrayscale(),
            new HorizontalFlip(),
            new RandomResizedCrop(),
        };
        return new SimClr()
            .Apply(photos.Images, photos.Random)
            .SameAs(steps.Aggregate(photos.Images, (x, step) => step.Apply(x, random)));
    }

    [Test]
    public void The_stronger_it_is_the_further_images_move()
    {
        using var scope = NewDisposeScope();
        var images = new Photos(200, 3, 16, 16, Seed: 9).Images;
        var moved = new[] { 0, 0.25, 0.5, 0.75, 1 }
            .Select(strength =>
                (new SimClr(Strength: strength).Apply(images, new Rng(new Seed(1), 200)) - images)
                    .abs()
                    .mean()
                    .item<float>()
            )
            .ToList();
        Assert.That(moved, Is.Ordered.Ascending.And.Unique);
    }
}
