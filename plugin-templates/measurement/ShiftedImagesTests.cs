/// <summary>What the measurement does to images. Add more tests of your own.</summary>
public sealed class ShiftedImagesTests
{
    private static readonly Seed Seed = new(1);

    [Test]
    public void Shifting_changes_places_and_no_values()
    {
        var images = arange(2 * 36, dtype: ScalarType.Float32).view(2, 1, 6, 6);
        var shifted = ShiftedImages.Shifted(images, 2, new Rng(Seed, 2));
        Assert.That(shifted.allclose(images), Is.False);
        Assert.That(shifted.flatten(1).sort(1).Values.allclose(images.flatten(1)));
    }

    [Test]
    public void A_distance_of_0_changes_nothing()
    {
        var images = arange(2 * 36, dtype: ScalarType.Float32).view(2, 1, 6, 6);
        Assert.That(ShiftedImages.Shifted(images, 0, new Rng(Seed, 2)).allclose(images));
    }
}
