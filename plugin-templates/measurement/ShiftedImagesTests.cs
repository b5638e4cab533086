/// <summary>What the measurement does to images.</summary>
public sealed class ShiftedImagesTests
{
    [Test]
    public void Moving_changes_places_and_no_values()
    {
        var images = arange(2 * 36, dtype: ScalarType.Float32).view(2, 1, 6, 6);
        var moved = ShiftedImages.Moved(images, 2, new Rng(new Seed(1), 2));
        Assert.That(moved.allclose(images), Is.False);
        Assert.That(moved.flatten(1).sort(1).Values.allclose(images.flatten(1)));
        Assert.That(ShiftedImages.Moved(images, 0, new Rng(new Seed(1), 2)).allclose(images));
    }
}
