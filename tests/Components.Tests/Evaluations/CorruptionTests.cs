using RoCL.Measurements.Corruptions;

namespace Components.Tests.Evaluations;

/// <summary>Each corruption against what is known of it, on images made by hand.</summary>
public sealed class CorruptionTests
{
    private static readonly int[] Severities = [1, 2, 3, 4, 5];

    private static IEnumerable<Corruption> All => Corruption.All;

    private static IEnumerable<Corruption> Ordered =>
        Corruption.All.Where(corruption => corruption.Kind != CorruptionKind.Saturate);

    [Test]
    public void Every_kind_is_made_and_called_as_recipes_call_it()
    {
        Assert.That(All.Select(corruption => corruption.Kind), Is.EquivalentTo(Enum.GetValues<CorruptionKind>()));
        Assert.That(
            All.Select(corruption => corruption.Name),
            Is.EqualTo(Enum.GetNames<CorruptionKind>().Select(RoCL.Core.Components.Words.OfMember))
        );
    }

    [TestCaseSource(nameof(Ordered))]
    public void A_higher_severity_moves_images_further(Corruption corruption)
    {
        var images = Photographs.Of(24, 3, 32, 32);
        var distances = Severities.Select(severity => Distance(Apply(corruption, images, severity), images)).ToList();
        Assert.That(distances[0], Is.GreaterThan(1e-3));
        // The trails of motion blur at severities 3 and 4 differ in their far end alone, which is
        // too faint to be seen.
        Assert.That(
            distances.Zip(distances.Skip(1)).Select(pair => pair.Second / pair.First),
            Is.All.GreaterThan(0.999),
            string.Join(" ", distances)
        );
        Assert.That(distances[4], Is.GreaterThan(1.2 * distances[0]));
    }

    [TestCase(CorruptionKind.GaussianNoise, new[] { 0.04, 0.06, 0.08, 0.09, 0.10 })]
    [TestCase(CorruptionKind.SpeckleNoise, new[] { 0.03, 0.05, 0.06, 0.08, 0.10 })]
    [TestCase(CorruptionKind.ShotNoise, new[] { 0.0316228, 0.0447214, 0.0707107, 0.0816497, 0.1 })]
    public void Noise_on_middle_gray_has_no_bias_and_the_published_deviation(CorruptionKind kind, double[] deviations)
    {
        foreach (var severity in Severities)
        {
            var noise = Apply(Of(kind), full([40, 3, 32, 32], 0.5), severity) - 0.5;
            Assert.That(noise.mean().item<float>(), Is.EqualTo(0).Within(1.2e-3), $"{severity}");
            Assert.That(
                noise.std().item<float>(),
                Is.EqualTo(deviations[severity - 1]).Within(0.01 * deviations[severity - 1]),
                $"{severity}"
            );
        }
    }

    [TestCase(0.5)]
    [TestCase(3)]
    [TestCase(11.9)]
    [TestCase(12.1)]
    [TestCase(50)]
    [TestCase(400)]
    public void Counted_light_is_spread_as_poisson_says(double mean)
    {
        var counts = Noise.Poisson(full([100, 1, 40, 50], mean), new Rng(new Seed(4), 100));
        Assert.That(counts.eq(counts.round()).all().item<bool>() && counts.ge(0).all().item<bool>());
        Assert.That(counts.mean().item<float>(), Is.EqualTo(mean).Within(4 * Math.Sqrt(mean / 200_000)));
        Assert.That(counts.var().item<float>(), Is.EqualTo(mean).Within(0.015 * mean));
        var skewness = ((counts - mean) / Math.Sqrt(mean)).pow(3).mean().item<float>();
        Assert.That(skewness, Is.EqualTo(1 / Math.Sqrt(mean)).Within(0.04));
    }

    [Test]
    public void Impulses_are_half_black_half_white_and_as_many_as_published()
    {
        foreach (var (part, severity) in new[] { .01, .02, .03, .05, .07 }.Zip(Severities))
        {
            var changed = Apply(Of(CorruptionKind.ImpulseNoise), full([40, 3, 32, 32], 0.5), severity);
            Assert.That(
                changed.eq(0).to(ScalarType.Float32).mean().item<float>(),
                Is.EqualTo(part / 2).Within(0.1 * part)
            );
            Assert.That(
                changed.eq(1).to(ScalarType.Float32).mean().item<float>(),
                Is.EqualTo(part / 2).Within(0.1 * part)
            );
            Assert.That(changed.eq(0.5).logical_or(changed.eq(0)).logical_or(changed.eq(1)).all().item<bool>());
        }
    }

    [TestCase(CorruptionKind.GaussianBlur)]
    [TestCase(CorruptionKind.DefocusBlur)]
    [TestCase(CorruptionKind.MotionBlur)]
    [TestCase(CorruptionKind.ZoomBlur)]
    [TestCase(CorruptionKind.Pixelate)]
    [TestCase(CorruptionKind.Contrast)]
    public void What_is_uniform_cannot_be_blurred(CorruptionKind kind) =>
        Assert.That(
            Severities.All(severity =>
                Apply(Of(kind), full([2, 3, 9, 13], 0.3), severity).allclose(full(1, 0.3f), rtol: 0, atol: 1e-5)
            )
        );

    [Test]
    public void A_point_of_light_is_spread_as_the_kernel_says()
    {
        var point = zeros(1, 1, 17, 17);
        point[0, 0, 8, 8] = 1;
        var gaussian = Apply(Of(CorruptionKind.GaussianBlur), point, 5)[0, 0];
        Assert.That(gaussian.sum().item<float>(), Is.EqualTo(1).Within(1e-5));
        Assert.That(
            (gaussian[8, 10] / gaussian[8, 8]).item<float>(),
            Is.EqualTo(Math.Exp(-2)).Within(1e-4),
            "two pixels are two deviations"
        );
        var lens = Apply(Of(CorruptionKind.DefocusBlur), point, 5)[0, 0];
        Assert.That(
            lens[7..10, 7..10].allclose(full(1, 1 / 9f), rtol: 1e-4),
            "radius 1.5 holds nine pixels, and the softening of 0.1 does nothing"
        );
        var trail = Motion.Trail(point, 6, 2, zeros(1, 1, 1, 1))[0, 0];
        Assert.That((trail[8, 7] / trail[8, 8]).item<float>(), Is.EqualTo(Math.Exp(-1 / 8.0)).Within(1e-4));
        Assert.That(trail[8, 9].item<float>() + trail[7, 8].item<float>(), Is.EqualTo(0), "a trail has one direction");
    }

    // By the published script's formulas in double precision; at 1.25, 32 pixels are 26 that become
    // 33.
    [TestCase(32, 1, 0, 0.645646, 0.743201, 0.712246)]
    [TestCase(32, 2, 0.031674, 0.63062, 0.686321, 0.6473)]
    [TestCase(32, 3, 0.056747, 0.618137, 0.680463, 0.60407)]
    [TestCase(32, 4, 0.113369, 0.597279, 0.647478, 0.570821)]
    [TestCase(32, 5, 0.176035, 0.57861, 0.661638, 0.562844)]
    [TestCase(28, 5, 0.129412, 0.572086, 0.68308, 0.578741)]
    public void Zooming_has_as_many_layers_of_the_same_sizes_as_the_published_script(
        int size,
        int severity,
        params double[] expected
    )
    {
        var levels =
            from y in Enumerable.Range(0, size)
            from x in Enumerable.Range(0, size)
            select (7 * y * y + 11 * x * y + 3 * x) % 256 / 255f;
        var image = tensor(levels.ToArray()).view(1, 1, size, size);
        var blurred = Apply(Of(CorruptionKind.ZoomBlur), image, severity)[0, 0];
        var last = size - 1;
        Tensor[] found = [blurred[0, 0], blurred[5, 9], blurred[16, 20], blurred[last, last]];
        Assert.That(found.Select(value => (double)value.item<float>()), Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void Pixels_grow_together_as_a_box_filter_makes_them()
    {
        // Four columns become three, whose centres 0.67, 2 and 3.33 take in columns 0, 1 and 2, and
        // 3; the way back repeats the middle one.
        var line = tensor(new[] { 0f, 0.2f, 0.6f, 1f });
        Assert.That(
            Digital.Pixelate(line.view(1, 1, 1, 4), 0.75).flatten().allclose(tensor(new[] { 0f, 0.4f, 0.4f, 1f }))
        );
        Assert.That(
            Digital.Pixelate(line.view(1, 1, 4, 1), 0.5).flatten().allclose(tensor(new[] { 0.1f, 0.1f, 0.8f, 0.8f }))
        );
    }

    [Test]
    public void Colours_change_as_the_model_hsv_says()
    {
        Tensor Pixel(params float[] rgb) => tensor(rgb).view(1, 3, 1, 1);
        var orange = Pixel(0.8f, 0.4f, 0.2f);
        Assert.That(
            Apply(Of(CorruptionKind.Brightness), orange, 2).allclose(Pixel(0.9f, 0.45f, 0.225f)),
            "V from 0.8 to 0.9, the rest in proportion"
        );
        Assert.That(
            Apply(Of(CorruptionKind.Brightness), Pixel(0, 0, 0), 2).allclose(Pixel(0.1f, 0.1f, 0.1f)),
            "black becomes gray"
        );
        Assert.That(
            Apply(Of(CorruptionKind.Saturate), orange, 1).allclose(Pixel(0.8f, 0.68f, 0.62f)),
            "S from 0.75 to 0.225"
        );
        Assert.That(
            Apply(Of(CorruptionKind.Saturate), Pixel(0.5f, 0.5f, 0.5f), 5).allclose(Pixel(0.5f, 0.4f, 0.4f)),
            "gray has the hue of red"
        );
        Assert.That(
            Apply(Of(CorruptionKind.Contrast), cat([orange, Pixel(0.4f, 0.2f, 0f)], 3), 2)
                .flatten()
                .allclose(tensor(new[] { 0.7f, 0.5f, 0.35f, 0.25f, 0.15f, 0.05f }))
        );
    }

    [Test]
    public void A_block_of_one_cosine_is_written_as_a_multiple_of_the_table_s_entry()
    {
        // 128 + 24·cos(π(2x + 1)/16) is the amount 24·√32 = 135.8 of the first cosine across, whose
        // entry is 11 at quality 50 and 4 at 80.
        var wave = arange(8, ScalarType.Float64).mul(2).add(1).mul(Math.PI / 16).cos();
        var block = ((128 + 24 * wave).round() / 255).to(ScalarType.Float32).view(1, 1, 1, 8).expand(1, 1, 8, 8);
        Tensor Levels(int quality) =>
            (255 * JpegCompression.Compressed(block, quality)[0, 0, 3]).to(ScalarType.Float64);
        Assert.That(Levels(50).allclose((128 + 12 * 11 / Math.Sqrt(32) * wave).round()));
        Assert.That(Levels(80).allclose((128 + 34 * 4 / Math.Sqrt(32) * wave).round()));
    }

    private static Corruption Of(CorruptionKind kind) => All.Single(corruption => corruption.Kind == kind);

    private static Tensor Apply(Corruption corruption, Tensor images, int severity) =>
        corruption.Apply(images, severity, new Rng(new Seed(7), images.shape[0]));

    private static double Distance(Tensor one, Tensor other) => (one - other).abs().mean().item<float>();
}
