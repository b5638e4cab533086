using RoCL.Augmentations.SimClr;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Components.Tests.Augmentations;

public sealed class GeometryTests
{
    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 60)]
    public bool A_resized_box_is_what_libtorch_makes_of_it_image_by_image_with_antialiasing(RandomImages any)
    {
        using var scope = NewDisposeScope();
        // libtorch 2.10 errs with antialiasing where images are one pixel wide.
        var given = any with
        {
            Width = Math.Max(2, any.Width),
        };
        var images = given.Images;
        var random = new Random((int)given.Seed);
        List<PixelBox> boxes =
        [
            .. Enumerable.Range(0, given.Count).Select(_ => PixelBox.AtRandom(random, given.Height, given.Width)),
        ];
        var together = Geometry.ResizedCrop(
            images,
            Pixels([.. boxes.Select(box => box.Top)]),
            Pixels([.. boxes.Select(box => box.Left)]),
            Pixels([.. boxes.Select(box => box.Height)]),
            Pixels([.. boxes.Select(box => box.Width)])
        );

        Tensor Resized(PixelBox box, int image) =>
            nn.functional.interpolate(
                images.narrow(0, image, 1).narrow(2, box.Top, box.Height).narrow(3, box.Left, box.Width),
                [given.Height, given.Width],
                mode: InterpolationMode.Bilinear,
                align_corners: false,
                antialias: true
            );
        var apart = cat([.. boxes.Select(Resized)]);
        return together.allclose(apart, rtol: 0, atol: 1e-5);
    }

    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 30)]
    public bool The_box_of_everything_is_the_image_to_the_bit(RandomImages given)
    {
        using var scope = NewDisposeScope();
        var images = given.Images;
        var none = zeros(given.Count, 1, 1, 1);
        return Geometry.ResizedCrop(images, none, none, none + given.Height, none + given.Width).SameAs(images);
    }

    [Test]
    public void A_box_of_one_pixel_fills_the_image_with_it()
    {
        using var scope = NewDisposeScope();
        var images = arange(2 * 20, dtype: ScalarType.Float32).view(2, 1, 4, 5);
        var filled = Geometry.ResizedCrop(images, Pixels(3, 0), Pixels(1, 4), Pixels(1, 1), Pixels(1, 1));
        Assert.That(filled.SameAs(tensor(new float[] { 16, 24 }).view(2, 1, 1, 1).expand_as(filled)));
    }

    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 10)]
    public bool A_mirror_twice_is_the_image_and_once_has_its_columns_in_reverse(RandomImages given)
    {
        using var scope = NewDisposeScope();
        var images = given.Images;
        var mirrored = Geometry.HorizontalFlip(images);
        var columns = Enumerable.Range(0, given.Width);
        var isReversed = columns.All(x => mirrored.select(3, x).SameAs(images.select(3, given.Width - 1 - x)));
        return isReversed && Geometry.HorizontalFlip(mirrored).SameAs(images);
    }

    private static Tensor Pixels(params int[] values) => tensor(values, dtype: ScalarType.Float32).view(-1, 1, 1, 1);
}
