using RoCL.Augmentations.SimClr;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Components.Tests.Augmentations;

public sealed class SimClrTests
{
    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 20)]
    public bool Strength_0_is_the_identity(RandomImages given)
    {
        using var scope = NewDisposeScope();
        return new SimClr(Strength: 0).Apply(given.Images, given.Random).SameAs(given.Images);
    }

    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 20)]
    public bool It_is_colour_jitter_then_grayscale_then_a_mirror_then_a_crop_from_one_source_of_randomness(
        RandomImages given
    )
    {
        using var scope = NewDisposeScope();
        var random = given.Random;
        var expected = given.Images;
        IAugmentation[] steps =
        [
            new ColorJitter(),
            new RandomGrayscale(),
            new HorizontalFlip(),
            new RandomResizedCrop(),
        ];
        foreach (var step in steps)
            expected = step.Apply(expected, random);
        return new SimClr().Apply(given.Images, given.Random).SameAs(expected);
    }

    [Test]
    public void The_stronger_it_is_the_further_images_move()
    {
        using var scope = NewDisposeScope();
        var images = new RandomImages(200, 3, 16, 16, Seed: 9).Images;
        float MeanChange(double strength)
        {
            var augmented = new SimClr(Strength: strength).Apply(images, new Rng(new Seed(1), 200));
            return (augmented - images).abs().mean().item<float>();
        }

        var changes = new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(MeanChange);
        Assert.That(changes, Is.Ordered.Ascending.And.Unique);
    }
}
