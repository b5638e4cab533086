using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>How the outputs of a few views look to a loss.</summary>
public enum Likeness
{
    /// <summary>Every row by itself.</summary>
    Unlike,

    /// <summary>All views of an image at one point.</summary>
    SameViews,

    /// <summary>All rows at one point, as a network that has collapsed gives them.</summary>
    Collapsed,

    /// <summary>Nothing but zeros, as a dead layer gives them.</summary>
    Zero,
}

/// <summary>
/// What heads say of a few views of some images, as a value: outputs, labels and indices follow
/// from it.
/// </summary>
/// <param name="Views">V.</param>
/// <param name="Images">N.</param>
/// <param name="Dimensions">D, the number of classes too.</param>
/// <param name="Scale">The size of the outputs' numbers.</param>
/// <param name="Likeness">How they look.</param>
/// <param name="Labelled">Whether images have labels and indices.</param>
/// <param name="Seed">Where the values come from.</param>
public sealed record EmbeddedViews(
    int Views,
    int Images,
    int Dimensions,
    double Scale,
    Likeness Likeness,
    bool Labelled,
    int Seed
)
{
    /// <summary>The outputs, [V, N, D]; a new tensor each time.</summary>
    /// <param name="type">float32 as in training, float64 for derivatives.</param>
    public Tensor Outputs(ScalarType type = ScalarType.Float32)
    {
        var rows = (new Rng(new Seed(Seed), Views).Normal(Views, Images, Dimensions) + 0.3) * Scale;
        return (
            Likeness switch
            {
                Likeness.SameViews => rows[..1].expand(Views, -1, -1),
                Likeness.Collapsed => rows[..1, ..1].expand(Views, Images, -1),
                Likeness.Zero => zeros_like(rows),
                _ => rows,
            }
        )
            .to(type)
            .clone();
    }

    /// <summary>What a loss is given.</summary>
    /// <param name="outputs">[V, N, D].</param>
    public LossInput Input(Tensor outputs) =>
        new([.. Enumerable.Range(0, Views).Select(view => outputs[view])])
        {
            Names = [.. Enumerable.Range(0, Views).Select(view => $"{(char)('a' + view)}")],
            Labels = Labelled
                ? (new Rng(new Seed(Seed).For("labels"), Images).Uniform(Images) * Dimensions)
                    .floor()
                    .to(ScalarType.Int64)
                : null,
            Indices = Labelled ? arange(Images, ScalarType.Int64) + 100 : null,
        };

    /// <summary>
    /// Views for a loss of a requirement: as many as it needs, or one more; shrinking leads to one
    /// image of two dimensions.
    /// </summary>
    /// <param name="requirement">What the loss needs.</param>
    public static Arbitrary<EmbeddedViews> For(LossRequirement requirement) => Of(requirement, plain: false);

    /// <summary>The same; plain ones are all unlike and of size 1.</summary>
    internal static Arbitrary<EmbeddedViews> Of(LossRequirement requirement, bool plain) =>
        Arb.From(
            from views in Gen.Frequency((3, Gen.Constant(requirement.Views)), (1, Gen.Constant(requirement.Views + 1)))
            from images in Gen.Choose(1, plain ? 3 : 5)
            from dimensions in Gen.Choose(2, plain ? 4 : 8)
            from scale in plain ? Gen.Constant(1.0) : Gen.Elements(1, 1, 1e-3, 1e3)
            from likeness in plain
                ? Gen.Constant(Likeness.Unlike)
                : Gen.Frequency(
                    (3, Gen.Constant(Likeness.Unlike)),
                    (1, Gen.Elements(Likeness.SameViews, Likeness.Collapsed, Likeness.Zero))
                )
            from labelled in requirement.Labels ? Gen.Constant(true) : Gen.Elements(true, false)
            from seed in Gen.Choose(0, 9999)
            select new EmbeddedViews(views, images, dimensions, scale, likeness, labelled, seed),
            of =>
                Smaller(of)
                    .Where(smaller =>
                        smaller != of
                        && smaller.Images > 0
                        && smaller.Views >= requirement.Views
                        && (smaller.Labelled || !requirement.Labels)
                    )
        );

    private static IEnumerable<EmbeddedViews> Smaller(EmbeddedViews of) =>
        [
            of with
            {
                Images = 1,
            },
            of with
            {
                Images = of.Images - 1,
            },
            of with
            {
                Views = of.Views - 1,
            },
            of with
            {
                Dimensions = 2,
            },
            of with
            {
                Scale = 1,
            },
            of with
            {
                Likeness = Likeness.Unlike,
            },
            of with
            {
                Labelled = false,
            },
        ];

    /// <summary>As reports name it.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Views} views of {Images} images, {Dimensions} dimensions{(Scale == 1 ? "" : $", of size {Scale}")}{Likeness switch
        {
            Likeness.Unlike => "",
            Likeness.SameViews => ", all views of an image equal",
            Likeness.Collapsed => ", all rows equal",
            _ => ", all zero",
        }}{(Labelled ? ", with labels" : "")}, seed {Seed}"
        );
}
