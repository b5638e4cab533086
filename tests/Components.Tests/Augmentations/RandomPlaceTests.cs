using RoCL.Augmentations.SimClr;

namespace Components.Tests.Augmentations;

/// <summary>Crops and mirrors: which boxes are drawn, and how often.</summary>
public sealed class RandomPlaceTests
{
    /// <summary>
    /// The boxes that a crop draws, read off images whose two channels say where each pixel came
    /// from.
    /// </summary>
    private static (float[] Top, float[] Left, float[] Height, float[] Width) Boxes(
        RandomResizedCrop crop,
        int images,
        int height,
        int width
    )
    {
        using var scope = NewDisposeScope();
        var rows = (arange(height, dtype: ScalarType.Float32) / 64).view(1, 1, -1, 1).expand(images, 1, height, width);
        var columns = (arange(width, dtype: ScalarType.Float32) / 64)
            .view(1, 1, 1, -1)
            .expand(images, 1, height, width);
        var seen = crop.Apply(cat([rows, columns], dim: 1), new Rng(new Seed(4), images)) * 64;
        var vertical = seen.select(1, 0).flatten(1);
        var horizontal = seen.select(1, 1).flatten(1);
        return (Whole(vertical.amin([1])), Whole(horizontal.amin([1])), Extent(vertical), Extent(horizontal));

        static float[] Whole(Tensor values) => values.round().data<float>().ToArray();
        static float[] Extent(Tensor places) => Whole(places.amax([1]) - places.amin([1]) + 1);
    }

    [Test]
    public void Boxes_lie_within_the_asked_shares_and_ratios_and_all_over_the_image()
    {
        var (top, left, height, width) = Boxes(
            new RandomResizedCrop(0.2, 0.5, 0.5, 1),
            images: 500,
            height: 40,
            width: 30
        );
        for (var i = 0; i < 500; i++)
        {
            // Heights and widths are rounded to whole pixels, so shares and ratios are only nearly
            // what was drawn.
            Assert.That((height[i] + 0.5) * (width[i] + 0.5) / 1200, Is.GreaterThan(0.2));
            Assert.That((height[i] - 0.5) * (width[i] - 0.5) / 1200, Is.LessThan(0.5));
            Assert.That((width[i] + 0.5) / (height[i] - 0.5), Is.GreaterThan(0.5));
            Assert.That((width[i] - 0.5) / (height[i] + 0.5), Is.LessThan(1));
            Assert.That(
                (top[i] + height[i], left[i] + width[i]),
                Is.EqualTo((40f, 30f))
                    .Using<(float, float)>((end, most) => end.Item1 <= most.Item1 && end.Item2 <= most.Item2)
            );
        }
        Assert.That(top.Min() + left.Min(), Is.Zero);
        Assert.That(
            Enumerable.Range(0, 500).Any(i => top[i] + height[i] == 40)
                && Enumerable.Range(0, 500).Any(i => left[i] + width[i] == 30)
        );
        Assert.That(
            Enumerable.Range(0, 500).Average(i => height[i] * width[i] / 1200),
            Is.EqualTo(0.35).Within(0.02),
            "shares are uniform"
        );
        Assert.That(
            Enumerable.Range(0, 500).Average(i => Math.Log(width[i] / height[i])),
            Is.EqualTo(Math.Log(0.5) / 2).Within(0.02),
            "ratios are uniform in the logarithm"
        );
    }

    [Test]
    public void Where_no_box_fits_the_largest_central_one_of_an_allowed_ratio_is_taken()
    {
        var (top, left, height, width) = Boxes(new RandomResizedCrop(1, 1, 2, 2), images: 2, height: 32, width: 32);
        Assert.That((top[0], left[0], height[0], width[0]), Is.EqualTo((8f, 0f, 16f, 32f)));
        (top, left, height, width) = Boxes(new RandomResizedCrop(1, 1, 0.25, 0.25), images: 2, height: 32, width: 32);
        Assert.That((top[1], left[1], height[1], width[1]), Is.EqualTo((0f, 12f, 32f, 8f)));
    }

    [TestCase(0.5, 0.2, 0.75, 1.5, "scale")]
    [TestCase(0.2, 0.5, 1.5, 0.75, "ratio")]
    public void A_smallest_value_above_the_largest_is_refused(
        double minScale,
        double maxScale,
        double minRatio,
        double maxRatio,
        string names
    )
    {
        var crop = new RandomResizedCrop(minScale, maxScale, minRatio, maxRatio);
        var refused = Assert.Throws<ProblemException>(() => Boxes(crop, 1, 4, 4));
        Assert.That(
            (refused.Problem.Code, refused.Problem.Where),
            Is.EqualTo(("ROCL0345", $"random-resized-crop {names}"))
        );
    }

    [Test]
    public void A_mirror_and_a_loss_of_colour_befall_whole_images_as_often_as_asked()
    {
        using var scope = NewDisposeScope();
        var images = new Photos(400, 3, 3, 4, Seed: 1).Images;
        foreach (
            var (augmentation, changed) in new (Func<double, IAugmentation>, Tensor)[]
            {
                (p => new HorizontalFlip(p), Geometry.HorizontalFlip(images)),
                (p => new RandomGrayscale(p), Color.Grayscale(images)),
            }
        )
        {
            Assert.That(augmentation(0).Apply(images, new Rng(new Seed(2), 400)).SameAs(images));
            Assert.That(augmentation(1).Apply(images, new Rng(new Seed(2), 400)).SameAs(changed));
            var some = augmentation(0.3).Apply(images, new Rng(new Seed(2), 400));
            var alike = some.eq(images).flatten(1).all(1);
            var other = some.eq(changed).flatten(1).all(1);
            Assert.That(alike.logical_or(other).all().item<bool>());
            Assert.That(
                other.to(ScalarType.Float32).mean().item<float>(),
                Is.EqualTo(0.3).Within(0.08),
                "some of the images were gray before"
            );
        }
    }
}
