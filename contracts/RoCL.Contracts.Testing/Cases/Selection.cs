using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Some images of one split of a data set: any indices in any order, some of them twice.
/// </summary>
/// <param name="Split">Which split.</param>
/// <param name="Images">N, the number of images, 1 or more.</param>
/// <param name="Seed">The seed of the indices.</param>
public sealed record Selection(Split Split, int Images, int Seed)
{
    /// <summary>
    /// int64 [N], each from 0 to <paramref name="count"/> - 1; the first is the last image.
    /// </summary>
    /// <param name="count">The number of images of the split.</param>
    public Tensor Indices(long count)
    {
        var last = tensor(new[] { count - 1 });
        var uniform = new Rng(new Seed(Seed), Images).Uniform(Images);
        var random = (uniform * count).floor().clamp(0, count - 1).to(ScalarType.Int64);
        return cat([last, random[1..]]);
    }

    /// <summary>
    /// One to six images of either split. They shrink to the last image of the training split.
    /// </summary>
    public static Arbitrary<Selection> Any()
    {
        var generator =
            from split in Gen.Elements(Split.Train, Split.Test)
            from images in Gen.Choose(1, 6)
            from seed in Gen.Choose(0, 9999)
            select new Selection(split, images, seed);
        return Arb.From(generator, Smaller);
    }

    private static IEnumerable<Selection> Smaller(Selection selection)
    {
        var single = selection with { Images = 1 };
        var fewer = selection with { Images = selection.Images - 1 };
        var training = selection with { Split = Split.Train };
        return new[] { single, fewer, training }.Where(smaller => smaller != selection && smaller.Images > 0);
    }

    /// <summary>The selection as reports write it.</summary>
    public override string ToString() =>
        $"{Images} of the {(Split == Split.Train ? "training" : "test")} images, seed {Seed}";
}
