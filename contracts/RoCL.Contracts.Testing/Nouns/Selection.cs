using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Some images of a part of a data set: any places in any order, some of them twice.
/// </summary>
/// <param name="Split">Which part.</param>
/// <param name="Images">How many.</param>
/// <param name="Seed">Which.</param>
public sealed record Selection(Split Split, int Images, int Seed)
{
    /// <summary>
    /// int64 [N], each from 0 to <paramref name="count"/> - 1; the last image is among them.
    /// </summary>
    /// <param name="count">How many images there are.</param>
    public Tensor Places(long count) =>
        cat([
            tensor(new[] { count - 1 }),
            (new Rng(new Seed(Seed), Images).Uniform(Images) * count).floor().clamp(0, count - 1).to(ScalarType.Int64)[
                1..
            ],
        ]);

    /// <summary>
    /// One to six images; shrinking leads to the last image of the training part.
    /// </summary>
    public static Arbitrary<Selection> Any() =>
        Arb.From(
            from split in Gen.Elements(Split.Train, Split.Test)
            from images in Gen.Choose(1, 6)
            from seed in Gen.Choose(0, 9999)
            select new Selection(split, images, seed),
            of =>
                new[]
                {
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
                        Split = Split.Train,
                    },
                }.Where(smaller => smaller != of && smaller.Images > 0)
        );

    /// <summary>As reports name it.</summary>
    public override string ToString() =>
        $"{Images} of the {(Split == Split.Train ? "training" : "test")} images, seed {Seed}";
}
