using FsCheck;
using FsCheck.Fluent;
using RoCL.Losses.NtXent;

namespace Components.Tests.Losses;

/// <summary>The embeddings of a few views, and a loss to compare them with.</summary>
/// <param name="Loss">With options of its own.</param>
/// <param name="Views">V.</param>
/// <param name="Images">N.</param>
/// <param name="Dimensions">D.</param>
/// <param name="Seed">Where the values come from.</param>
public sealed record Embeddings(NtXent Loss, int Views, int Images, int Dimensions, int Seed)
{
    /// <summary>All rows, view after view, [VN, D]: lengths from about a half to a few.</summary>
    public Tensor Rows => new Rng(new Seed(Seed), Views * Images).Normal(Views * Images, Dimensions) + 0.3;

    /// <summary>The rows as views [N, D].</summary>
    public Tensor[] Split(Tensor rows) => rows.split(Images);

    /// <summary>The rows in float64.</summary>
    public double[][] Exact => [.. Rows.to(ScalarType.Float64).data<double>().ToArray().Chunk(Dimensions)];

    /// <summary>
    /// What FsCheck prints when a law fails: enough to build the same embeddings again.
    /// </summary>
    public override string ToString() =>
        $"{Loss}, {Views} views of {Images} images, {Dimensions} dimensions, seed {Seed}";

    /// <summary>How FsCheck draws them.</summary>
    public static Arbitrary<Embeddings> Any() =>
        (
            from temperature in Gen.Elements(0.07, 0.1, 0.5, 2)
            from detach in Gen.Elements(false, true)
            from epsilon in Gen.Elements(0, 1e-8)
            from views in Gen.Choose(2, 4)
            from images in Gen.Choose(1, 4)
            from dimensions in Gen.Choose(2, 5)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Embeddings(new(temperature, detach, epsilon), views, images, dimensions, seed)
        ).ToArbitrary();
}
