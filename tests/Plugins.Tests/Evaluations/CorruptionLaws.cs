using RoCL.Measurements.Corruptions;

namespace Plugins.Tests.Evaluations;

/// <summary>Natural corruptions on images of any shape.</summary>
[TestFixture]
public sealed class CorruptionLaws
{
    private static IEnumerable<Corruption> All => Corruption.All;

    // Smooth images with an edge, as photographs have them.
    private static Tensor Photos(int count, int channels, int height, int width, long seed)
    {
        var random = new Rng(new(seed), count);
        var (rows, columns) = (arange(height).view(1, 1, height, 1) / (double)height, arange(width).view(1, 1, 1, width) / (double)width);
        var waves = 0.5 + 0.25 * (6 * rows * random.Between(0.5, 1.5) + 3 * random.Uniform(count, channels, 1, 1)).sin() + 0.2 * (5 * columns * random.Between(0.5, 1.5)).cos();
        return where(columns.gt(random.Between(0.3, 0.7)), waves, 1 - waves).clamp(0, 1).to(ScalarType.Float32);
    }

    private static Tensor Apply(Corruption corruption, Tensor images, int severity, long seed = 5) =>
        corruption.Apply(images, severity, new(new Seed(seed), images.shape[0]));

    [TestCaseSource(nameof(All))]
    public void Stays_finite_and_in_range_for_any_shape(Corruption corruption)
    {
        foreach (var (channels, height, width) in new[] { (3, 32, 32), (corruption.Channels ?? 1, 28, 28), (corruption.Channels ?? 2, 5, 9), (3, 1, 1) })
            foreach (var severity in Enumerable.Range(1, 5))
            {
                using var scope = NewDisposeScope();
                var images = Photos(3, channels, height, width, seed: 1);
                var corrupted = Apply(corruption, images, severity);
                Assert.That(corrupted.shape, Is.EqualTo(images.shape));
                Assert.That(corrupted.isfinite().all().item<bool>() && corrupted.min().item<float>() >= 0 && corrupted.max().item<float>() <= 1, $"severity {severity} at {channels}x{height}x{width}");
            }
    }

    [TestCaseSource(nameof(All))]
    public void Is_a_function_of_images_severity_and_seed_and_writes_to_none(Corruption corruption)
    {
        using var scope = NewDisposeScope();
        var images = Photos(4, 3, 32, 32, seed: 2);
        var before = images.clone();
        Assert.That(Apply(corruption, images, 3).equal(Apply(corruption, images, 3)).all().item<bool>());
        Assert.That(images.equal(before).all().item<bool>());
    }

    [TestCaseSource(nameof(All))]
    public void A_harsher_severity_moves_images_further(Corruption corruption)
    {
        using var scope = NewDisposeScope();
        var images = Photos(24, 3, 32, 32, seed: 3);
        var moved = Enumerable.Range(1, 5).Select(severity => (Apply(corruption, images, severity) - images).square().mean().sqrt().item<float>()).ToList();
        Assert.That(moved[0], Is.GreaterThan(0));
        Assert.That(moved[4], Is.GreaterThan(moved[0]), string.Join(" ", moved));
        // Saturation first pales and then colours, and defocus changes its disk for its softness: in between they may lie on either side.
        if (corruption.Kind is CorruptionKind.Saturate or CorruptionKind.DefocusBlur) return;
        foreach (var (mild, harsh) in moved.Zip(moved.Skip(1))) Assert.That(harsh, Is.GreaterThanOrEqualTo(mild * 0.98), string.Join(" ", moved));
    }

    [TestCase(1, 0.04)]
    [TestCase(5, 0.10)]
    public void Gaussian_noise_has_the_published_deviation(int severity, double deviation)
    {
        using var scope = NewDisposeScope();
        var gray = full([16, 3, 32, 32], 0.5f);
        var noise = Apply(Corruption.All.Single(corruption => corruption.Kind == CorruptionKind.GaussianNoise), gray, severity) - gray;
        Assert.That(noise.std().item<float>(), Is.EqualTo(deviation).Within(0.02 * deviation));
        Assert.That(noise.mean().item<float>(), Is.Zero.Within(0.002));
    }

    [TestCase(0.02, 50)]
    [TestCase(0.5, 50)]
    [TestCase(0.9, 500)]
    public void Shot_noise_has_the_mean_and_the_variance_of_counted_light(double level, int photons)
    {
        using var scope = NewDisposeScope();
        var counted = Noise.Poisson(full([20, 3, 32, 32], (float)(level * photons)), new(new Seed(9), 20));
        Assert.That(counted.mean().item<float>(), Is.EqualTo(level * photons).Within(0.02 * level * photons));
        Assert.That(counted.var().item<float>(), Is.EqualTo(level * photons).Within(0.05 * level * photons));
        Assert.That(counted.equal(counted.round()).all().item<bool>());
    }

    [Test]
    public void Half_the_contrast_is_half_the_distance_to_the_mean()
    {
        using var scope = NewDisposeScope();
        var image = tensor(new[] { 0.2f, 0.4f, 0.6f, 0.8f }).view(1, 1, 2, 2);
        var expected = tensor(new[] { 0.35f, 0.45f, 0.55f, 0.65f }).view(1, 1, 2, 2);
        Assert.That(Apply(Corruption.All.Single(corruption => corruption.Kind == CorruptionKind.Contrast), image, 2).allclose(expected));
    }

    [Test]
    public void Blur_keeps_a_flat_image_and_the_mean_of_any_spot_that_lies_inside()
    {
        using var scope = NewDisposeScope();
        var (flat, spot) = (full([1, 1, 16, 16], 0.7f), zeros(1, 1, 32, 32));
        spot[0, 0, 16, 16] = tensor(1f);
        foreach (var corruption in Corruption.All.Where(corruption => corruption.Kind is CorruptionKind.GaussianBlur or CorruptionKind.DefocusBlur or CorruptionKind.MotionBlur))
        {
            Assert.That(Apply(corruption, flat, 5).allclose(flat, rtol: 1e-4, atol: 1e-5), corruption.Name);
            Assert.That(Apply(corruption, spot, 5).sum().item<float>(), Is.EqualTo(1).Within(1e-3), corruption.Name);
        }
    }
}
