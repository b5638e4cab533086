using RoCL.Augmentations.SimClr;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Components.Tests.Augmentations;

public sealed class GeometryTests
{
    private static Tensor Pixels(params int[] values) => tensor(values, dtype: ScalarType.Float32).view(-1, 1, 1, 1);

    [Law(Arbitrary = [typeof(Photos)], MaxTest = 60)]
    public bool A_resized_box_is_what_libtorch_makes_of_it_image_by_image_with_antialiasing(Photos any)
    {
        using var scope = NewDisposeScope();
        var photos = any with { Width = Math.Max(2, any.Width) }; // libtorch 2.10 errs with antialiasing where images are one pixel wide
        var images = photos.Images;
        var dice = new Random((int)photos.Seed);
        var boxes = Enumerable
            .Range(0, photos.Count)
            .Select(_ => (Height: dice.Next(1, photos.Height + 1), Width: dice.Next(1, photos.Width + 1)))
            .Select(box =>
                (
                    Top: dice.Next(photos.Height - box.Height + 1),
                    Left: dice.Next(photos.Width - box.Width + 1),
                    box.Height,
                    box.Width
                )
            )
            .ToList();
        var together = Geometry.ResizedCrop(
            images,
            Pixels([.. boxes.Select(box => box.Top)]),
            Pixels([.. boxes.Select(box => box.Left)]),
            Pixels([.. boxes.Select(box => box.Height)]),
            Pixels([.. boxes.Select(box => box.Width)])
        );
        var apart = boxes.Select(
            (box, i) =>
                nn.functional.interpolate(
                    images[i..(i + 1), .., box.Top..(box.Top + box.Height), box.Left..(box.Left + box.Width)],
                    [photos.Height, photos.Width],
                    mode: InterpolationMode.Bilinear,
                    align_corners: false,
                    antialias: true
                )
        );
        return together.allclose(cat([.. apart]), rtol: 0, atol: 1e-5);
    }

    [Law(Arbitrary = [typeof(Photos)], MaxTest = 30)]
    public bool The_box_of_everything_is_the_image_to_the_bit(Photos photos)
    {
        using var scope = NewDisposeScope();
        var images = photos.Images;
        var none = zeros(photos.Count, 1, 1, 1);
        return Geometry.ResizedCrop(images, none, none, none + photos.Height, none + photos.Width).SameAs(images);
    }

    [Test]
    public void A_box_of_one_pixel_fills_the_image_with_it()
    {
        using var scope = NewDisposeScope();
        var images = arange(2 * 20, dtype: ScalarType.Float32).view(2, 1, 4, 5);
        var filled = Geometry.ResizedCrop(images, Pixels(3, 0), Pixels(1, 4), Pixels(1, 1), Pixels(1, 1));
        Assert.That(filled.SameAs(tensor(new float[] { 16, 24 }).view(2, 1, 1, 1).expand_as(filled)));
    }

    [Law(Arbitrary = [typeof(Photos)], MaxTest = 10)]
    public bool A_mirror_twice_is_the_image_and_once_has_its_columns_in_reverse(Photos photos)
    {
        using var scope = NewDisposeScope();
        var images = photos.Images;
        var mirrored = Geometry.HorizontalFlip(images);
        return Geometry.HorizontalFlip(mirrored).SameAs(images)
            && Enumerable
                .Range(0, photos.Width)
                .All(x => mirrored.select(3, x).SameAs(images.select(3, photos.Width - 1 - x)));
    }
}
