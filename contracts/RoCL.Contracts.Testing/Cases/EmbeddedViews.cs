using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>
/// The outputs of heads for some views of some images, as a value: the tensors follow from it.
/// </summary>
/// <param name="Views">V, the number of views.</param>
/// <param name="Images">N, the number of images.</param>
/// <param name="Dimensions">D, the dimensions of an output, and the number of classes too.</param>
/// <param name="Scale">The magnitude of the outputs.</param>
/// <param name="Pattern">How the outputs are related to one another.</param>
/// <param name="Labelled">Whether images have labels and indices.</param>
/// <param name="Seed">The seed of the values.</param>
public sealed record EmbeddedViews(
    int Views,
    int Images,
    int Dimensions,
    double Scale,
    EmbeddingPattern Pattern,
    bool Labelled,
    int Seed
)
{
    /// <summary>The outputs, [V, N, D], a new tensor at each call.</summary>
    /// <param name="type">float32 as in training, float64 for derivatives.</param>
    public Tensor Outputs(ScalarType type = ScalarType.Float32)
    {
        var random = (new Rng(new Seed(Seed), Views).Normal(Views, Images, Dimensions) + 0.3) * Scale;
        var outputs = Pattern switch
        {
            EmbeddingPattern.EqualViews => random[..1].expand(Views, -1, -1),
            EmbeddingPattern.Collapsed => random[..1, ..1].expand(Views, Images, -1),
            EmbeddingPattern.Zero => zeros_like(random),
            _ => random,
        };
        return outputs.to(type).clone();
    }

    /// <summary>
    /// The input of a loss, with names, and with labels and indices if there are any.
    /// </summary>
    /// <param name="outputs">[V, N, D].</param>
    public LossInput Input(Tensor outputs) =>
        new([.. Enumerable.Range(0, Views).Select(view => outputs[view])])
        {
            Names = [.. Enumerable.Range(0, Views).Select(view => $"{(char)('a' + view)}")],
            Labels = Labelled ? RandomLabels() : null,
            Indices = Labelled ? arange(Images, ScalarType.Int64) + 100 : null,
        };

    /// <summary>
    /// Cases for a loss with a requirement: as many views as it needs, or one more. They shrink to
    /// one image of two dimensions.
    /// </summary>
    /// <param name="requirement">What the loss needs.</param>
    public static Arbitrary<EmbeddedViews> For(LossRequirement requirement) =>
        Of(
            requirement,
            mostImages: 5,
            mostDimensions: 8,
            Gen.Elements(1, 1, 1e-3, 1e3),
            Gen.Frequency(
                (3, Gen.Constant(EmbeddingPattern.Random)),
                (1, Gen.Elements(EmbeddingPattern.EqualViews, EmbeddingPattern.Collapsed, EmbeddingPattern.Zero))
            )
        );

    /// <summary>Smaller cases of random outputs of magnitude 1.</summary>
    internal static Arbitrary<EmbeddedViews> Plain(LossRequirement requirement) =>
        Of(requirement, mostImages: 3, mostDimensions: 4, Gen.Constant(1.0), Gen.Constant(EmbeddingPattern.Random));

    // Whether a single image is taken is a law of its own: what is wrong with it is said once.
    private const int LeastImages = 2;

    private static Arbitrary<EmbeddedViews> Of(
        LossRequirement requirement,
        int mostImages,
        int mostDimensions,
        Gen<double> scales,
        Gen<EmbeddingPattern> patterns
    )
    {
        var generator =
            from views in Gen.Frequency((3, Gen.Constant(requirement.Views)), (1, Gen.Constant(requirement.Views + 1)))
            from images in Gen.Choose(1, mostImages)
            from dimensions in Gen.Choose(2, mostDimensions)
            from scale in scales
            from pattern in patterns
            from labelled in requirement.Labels ? Gen.Constant(true) : Gen.Elements(true, false)
            from seed in Gen.Choose(0, 9999)
            select new EmbeddedViews(views, Math.Max(LeastImages, images), dimensions, scale, pattern, labelled, seed);
        return Arb.From(
            generator,
            views => Smaller(views).Where(smaller => smaller != views && smaller.Meets(requirement))
        );
    }

    private bool Meets(LossRequirement requirement) =>
        Images >= LeastImages && Views >= requirement.Views && (Labelled || !requirement.Labels);

    private static IEnumerable<EmbeddedViews> Smaller(EmbeddedViews views)
    {
        var twoImages = views with { Images = LeastImages };
        var fewerImages = views with { Images = views.Images - 1 };
        var fewerViews = views with { Views = views.Views - 1 };
        var twoDimensions = views with { Dimensions = 2 };
        var ofMagnitudeOne = views with { Scale = 1 };
        var random = views with { Pattern = EmbeddingPattern.Random };
        var unlabelled = views with { Labelled = false };
        return [twoImages, fewerImages, fewerViews, twoDimensions, ofMagnitudeOne, random, unlabelled];
    }

    private Tensor RandomLabels()
    {
        var uniform = new Rng(new Seed(Seed).For("labels"), Images).Uniform(Images);
        return (uniform * Dimensions).floor().to(ScalarType.Int64);
    }

    /// <summary>
    /// The case as reports write it, such as <c>2 views of 1 images, 2 dimensions, seed 7</c>.
    /// </summary>
    public override string ToString()
    {
        var scale = Scale == 1 ? "" : FormattableString.Invariant($", of size {Scale}");
        var pattern = Pattern switch
        {
            EmbeddingPattern.EqualViews => ", all views of an image equal",
            EmbeddingPattern.Collapsed => ", all rows equal",
            EmbeddingPattern.Zero => ", all zero",
            _ => "",
        };
        var labels = Labelled ? ", with labels" : "";
        return $"{Views} views of {Images} images, {Dimensions} dimensions{scale}{pattern}{labels}, seed {Seed}";
    }
}
