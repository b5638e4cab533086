using FsCheck;
using FsCheck.Fluent;

namespace Contracts.Tests.Datasets;

/// <summary>Generates images of several classes for laws.</summary>
public static class Collections
{
    private const int MostFurtherClasses = 12;

    public static Arbitrary<Collected> Any() =>
        (
            from furtherSizes in Gen.Choose(0, 40).NonEmptyListOf()
            from firstSize in Gen.Choose(1, 40)
            from cut in Gen.Choose(0, 100)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Collected([firstSize, .. furtherSizes.Take(MostFurtherClasses)], cut / 100.0, new(seed))
        ).ToArbitrary();
}
