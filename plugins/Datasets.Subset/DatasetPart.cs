using System.ComponentModel.DataAnnotations;

namespace RoCL.Datasets.Parts;

/// <summary>A part of another data set: some of its classes, fewer of its images.</summary>
/// <remarks>
/// What a recipe's <c>images</c> is to its own data, for a data set that stands elsewhere, such as
/// in an evaluation: so that one data set can be cut into two of disjoint classes, to learn on one
/// and to transfer to the other. Images are chosen as <see cref="Subset"/> chooses them: classes
/// first, then as many images as are wanted, every class keeping its share.
/// <para>
/// Errors: ROCL0114 more images than there are, ROCL0124 a class that is not there or is named
/// twice, ROCL0125 classes without an image, ROCL0126 classes of images without labels; and those
/// of the other data set.</para>
/// </remarks>
/// <param name="Of">The other data set.</param>
/// <param name="Classes">
/// The names of the classes, numbered in this order; left out, all of them.
/// </param>
/// <param name="Train">How many images there are to train on; left out, all.</param>
/// <param name="Test">How many there are to test on; left out, all.</param>
/// <param name="Seed">What the choice follows from.</param>
[Component("subset", "A part of another data set: some of its classes, fewer of its images")]
public sealed record DatasetPart(
    IDataset Of,
    IReadOnlyList<string>? Classes = null,
    [Range(1, int.MaxValue)] int? Train = null,
    [Range(1, int.MaxValue)] int? Test = null,
    [Range(0, int.MaxValue)] int Seed = 1
) : IDataset
{
    /// <inheritdoc/>
    public IImages Open(Split split)
    {
        var whole = Labelling.Checked(Of.Open(split));
        var some = Classes is { Count: > 0 } ? Subset.OfClasses(whole, Classes) : whole;
        var (count, purpose) = split is Split.Train ? (Train, "train") : (Test, "test");
        return count is { } wanted ? Subset.Of(some, wanted, new Seed(Seed).For(purpose)) : some;
    }
}
