namespace RoCL.Measurements.Corruptions;

/// <summary>
/// One natural corruption: a pure function of images, severity and random values.
/// </summary>
/// <remarks>
/// Images are [N, C, H, W] in [0, 1] of any size, and so are results; the values for each severity
/// are those of CIFAR-10-C, whose lengths are pixels of 32 x 32 images and stay pixels at any other
/// size. The published files are rounded to 8 bits, and these images are not.
/// <para>
/// Reference: Hendrycks and Dietterich 2019, arXiv:1903.12261, section 3, and the script that made
/// their CIFAR-10-C.
/// </para>
/// </remarks>
/// <param name="Kind">Its place in the benchmark.</param>
/// <param name="Group"><c>noise</c>, <c>blur</c> or <c>digital</c>.</param>
/// <param name="Transform">
/// From images, severity from 1 to 5 and random values for each image to corrupted images.
/// </param>
/// <param name="Channels">
/// How many channels images must have; <see langword="null"/> where any will do.
/// </param>
public sealed record Corruption(
    CorruptionKind Kind,
    string Group,
    Func<Tensor, int, Rng, Tensor> Transform,
    int? Channels = null
)
{
    /// <summary>The mildest severity.</summary>
    public const int Mildest = 1;

    /// <summary>The harshest severity.</summary>
    public const int Harshest = 5;

    /// <summary>Every corruption that can be made.</summary>
    public static IReadOnlyList<Corruption> All { get; } =
    [
        new(
            CorruptionKind.GaussianNoise,
            "noise",
            (x, severity, random) => Noise.Gaussian(x, At(severity, .04, .06, .08, .09, .10), random)
        ),
        new(
            CorruptionKind.ShotNoise,
            "noise",
            (x, severity, random) => Noise.Shot(x, At(severity, 500, 250, 100, 75, 50), random)
        ),
        new(
            CorruptionKind.ImpulseNoise,
            "noise",
            (x, severity, random) => Noise.Impulse(x, At(severity, .01, .02, .03, .05, .07), random)
        ),
        new(
            CorruptionKind.SpeckleNoise,
            "noise",
            (x, severity, random) => Noise.Speckle(x, At(severity, .06, .1, .12, .16, .2), random)
        ),
        new(CorruptionKind.GaussianBlur, "blur", (x, severity, _) => Blur.Gaussian(x, At(severity, .4, .6, .7, .8, 1))),
        new(
            CorruptionKind.DefocusBlur,
            "blur",
            (x, severity, _) => Blur.Defocus(x, At(severity, .3, .4, .5, 1, 1.5), At(severity, .4, .5, .6, .2, .1))
        ),
        new(
            CorruptionKind.MotionBlur,
            "blur",
            (x, severity, random) =>
                Motion.Trail(
                    x,
                    (int)At(severity, 6, 6, 6, 8, 9),
                    At(severity, 1, 1.5, 2, 2, 2.5),
                    random.Between(-Math.PI / 4, Math.PI / 4)
                )
        ),
        new(
            CorruptionKind.ZoomBlur,
            "blur",
            (x, severity, _) => Motion.Zoom(x, At(severity, 1.06, 1.11, 1.16, 1.21, 1.26))
        ),
        new(
            CorruptionKind.Contrast,
            "digital",
            (x, severity, _) => Digital.Contrast(x, At(severity, .75, .5, .4, .3, .15))
        ),
        new(
            CorruptionKind.Brightness,
            "digital",
            (x, severity, _) => Digital.Brightness(x, At(severity, .05, .1, .15, .2, .3))
        ),
        new(
            CorruptionKind.Saturate,
            "digital",
            (x, severity, _) => Digital.Saturate(x, At(severity, .3, .1, 1.5, 2, 2.5), At(severity, 0, 0, 0, .1, .2)),
            Channels: 3
        ),
        new(
            CorruptionKind.Pixelate,
            "digital",
            (x, severity, _) => Digital.Pixelate(x, At(severity, .95, .9, .85, .75, .65))
        ),
        new(
            CorruptionKind.Jpeg,
            "digital",
            (x, severity, _) => JpegCompression.Compressed(x, (int)At(severity, 80, 65, 58, 50, 40))
        ),
    ];

    /// <summary>As recipes and tables write it: <c>gaussian-noise</c>.</summary>
    public string Name { get; } = Hyphenated($"{Kind}");

    /// <summary>Corrupted images.</summary>
    /// <param name="images">[N, C, H, W] in [0, 1]; not written to.</param>
    /// <param name="severity">From <see cref="Mildest"/> to <see cref="Harshest"/>.</param>
    /// <param name="random">Each image's own random values.</param>
    public Tensor Apply(Tensor images, int severity, Rng random)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return Transform(images, severity, random).clamp(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static double At(int severity, params ReadOnlySpan<double> values) => values[severity - Mildest];

    // GaussianNoise as gaussian-noise.
    private static string Hyphenated(string words)
    {
        var hyphenated = words.Select(letter =>
            char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"
        );
        return string.Concat(hyphenated).TrimStart('-');
    }
}
