using RoCL.Augmentations.SimClr;

namespace Components.Tests.Augmentations;

/// <summary>Crops and mirrors: which boxes are drawn, and how often.</summary>
public sealed class RandomPlaceTests
{
    [Test]
    public void Boxes_lie_within_the_asked_shares_and_ratios_and_all_over_the_image()
    {
        const int height = 40;
        const int width = 30;
        var boxes = Boxes(new RandomResizedCrop(0.2, 0.5, 0.5, 1), images: 500, height, width);

        // Heights and widths are rounded to whole pixels, so shares and ratios are only nearly what
        // was drawn.
        const double pixels = height * width;
        Assert.That(boxes.Select(box => (box.Height + 0.5) * (box.Width + 0.5) / pixels), Is.All.GreaterThan(0.2));
        Assert.That(boxes.Select(box => (box.Height - 0.5) * (box.Width - 0.5) / pixels), Is.All.LessThan(0.5));
        Assert.That(boxes.Select(box => (box.Width + 0.5) / (box.Height - 0.5)), Is.All.GreaterThan(0.5));
        Assert.That(boxes.Select(box => (box.Width - 0.5) / (box.Height + 0.5)), Is.All.LessThan(1));

        Assert.That(boxes.Min(box => box.Top), Is.Zero);
        Assert.That(boxes.Min(box => box.Left), Is.Zero);
        Assert.That(boxes.Max(box => box.Top + box.Height), Is.EqualTo(height));
        Assert.That(boxes.Max(box => box.Left + box.Width), Is.EqualTo(width));

        var meanShare = boxes.Average(box => box.Height * box.Width / pixels);
        var meanLogarithm = boxes.Average(box => Math.Log((double)box.Width / box.Height));
        Assert.That(meanShare, Is.EqualTo(0.35).Within(0.02), "shares are uniform");
        Assert.That(meanLogarithm, Is.EqualTo(Math.Log(0.5) / 2).Within(0.02), "ratios are uniform in the logarithm");
    }

    [Test]
    public void Where_no_box_fits_the_largest_central_one_of_an_allowed_ratio_is_taken()
    {
        var wide = Boxes(new RandomResizedCrop(1, 1, 2, 2), images: 2, height: 32, width: 32);
        Assert.That(wide, Is.All.EqualTo(new PixelBox(Top: 8, Left: 0, Height: 16, Width: 32)));

        var tall = Boxes(new RandomResizedCrop(1, 1, 0.25, 0.25), images: 2, height: 32, width: 32);
        Assert.That(tall, Is.All.EqualTo(new PixelBox(Top: 0, Left: 12, Height: 32, Width: 8)));
    }

    [TestCase(0.5, 0.2, 0.75, 1.5, "scale")]
    [TestCase(0.2, 0.5, 1.5, 0.75, "ratio")]
    public void A_smallest_value_above_the_largest_is_refused(
        double minScale,
        double maxScale,
        double minRatio,
        double maxRatio,
        string quantity
    )
    {
        var crop = new RandomResizedCrop(minScale, maxScale, minRatio, maxRatio);
        var refused = Assert.Throws<ProblemException>(() => Boxes(crop, images: 1, height: 4, width: 4));
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0345"));
        Assert.That(refused.Problem.Where, Is.EqualTo($"random-resized-crop {quantity}"));
    }

    [Test]
    public void A_mirror_changes_whole_images_as_often_as_asked()
    {
        using var scope = NewDisposeScope();
        var images = new RandomImages(400, 3, 3, 4, Seed: 1).Images;
        AssertShares(probability => new HorizontalFlip(probability), images, Geometry.HorizontalFlip(images));
    }

    [Test]
    public void A_loss_of_colour_changes_whole_images_as_often_as_asked()
    {
        using var scope = NewDisposeScope();
        var images = new RandomImages(400, 3, 3, 4, Seed: 1).Images;
        AssertShares(probability => new RandomGrayscale(probability), images, Color.Grayscale(images));
    }

    private static void AssertShares(Func<double, IAugmentation> augmentation, Tensor images, Tensor changed)
    {
        Tensor Augmented(double probability) => augmentation(probability).Apply(images, new Rng(new Seed(2), 400));
        Assert.That(Augmented(0).SameAs(images));
        Assert.That(Augmented(1).SameAs(changed));

        var some = Augmented(0.3);
        var isSame = some.eq(images).flatten(1).all(1);
        var isChanged = some.eq(changed).flatten(1).all(1);
        var share = isChanged.to(ScalarType.Float32).mean().item<float>();
        Assert.That(isSame.logical_or(isChanged).all().item<bool>());
        Assert.That(share, Is.EqualTo(0.3).Within(0.08), "some of the images were gray before");
    }

    /// <summary>
    /// The boxes that a crop draws, read off images with two channels that say where each pixel
    /// came from.
    /// </summary>
    private static List<PixelBox> Boxes(RandomResizedCrop crop, int images, int height, int width)
    {
        using var scope = NewDisposeScope();
        const int scale = 64;
        var rows = (arange(height, dtype: ScalarType.Float32) / scale).view(1, 1, -1, 1);
        var columns = (arange(width, dtype: ScalarType.Float32) / scale).view(1, 1, 1, -1);
        var places = cat([rows.expand(images, 1, height, width), columns.expand(images, 1, height, width)], dim: 1);
        var cropped = crop.Apply(places, new Rng(new Seed(4), images)) * scale;

        var sourceRows = cropped.select(1, 0).flatten(1);
        var sourceColumns = cropped.select(1, 1).flatten(1);
        var tops = Whole(sourceRows.amin([1]));
        var lefts = Whole(sourceColumns.amin([1]));
        var heights = Whole(sourceRows.amax([1]) - sourceRows.amin([1]) + 1);
        var widths = Whole(sourceColumns.amax([1]) - sourceColumns.amin([1]) + 1);
        return [.. Enumerable.Range(0, images).Select(i => new PixelBox(tops[i], lefts[i], heights[i], widths[i]))];
    }

    private static int[] Whole(Tensor values) => values.round().to(ScalarType.Int32).data<int>().ToArray();
}
