using System.ComponentModel.DataAnnotations;

namespace RoCL.Datasets.Parts;

/// <summary>A part of another data set: some of its classes, fewer of its images.</summary>
/// <remarks>
/// Does for a data set that is named elsewhere, such as in an evaluation, what a recipe's
/// <c>images</c> does for its own data. One data set can so be cut into two of disjoint classes, to
/// learn on one and to transfer to the other. Images are chosen as <see cref="Subset"/> chooses
/// them: classes first, then as many images as are wanted, every class keeping its share.
/// <para>
/// Errors: ROCL0114 more images than there are, ROCL0124 a class that is not there or is named
/// twice, ROCL0125 classes without an image, ROCL0126 classes of images without labels, ROCL0460 a
/// label without a class, ROCL0461 labels of another shape or type; and those of the other data
/// set.</para>
/// </remarks>
/// <param name="Of">The other data set.</param>
/// <param name="Classes">
/// The names of the classes, numbered in this order; left out, all of them.
/// </param>
/// <param name="Train">The number of images to train on; left out, all.</param>
/// <param name="Test">The number of images to test on; left out, all.</param>
/// <param name="Seed">Which images are chosen: the same seed, the same images.</param>
/// <example>
/// <code>
/// {
///   "data": {
///     "use": "subset",
///     "of": { "use": "fashion-mnist" },
///     "classes": ["Sandal", "Sneaker", "Ankle boot"],
///     "train": 600,
///     "test": 300
///   }
/// }
/// </code>
/// </example>
[Component("subset", "A part of another data set: some of its classes, fewer of its images")]
public sealed record DatasetPart(
    IDataset Of,
    [MinLength(1)] IReadOnlyList<string>? Classes = null,
    [Range(1, int.MaxValue)] int? Train = null,
    [Range(1, int.MaxValue)] int? Test = null,
    [Range(0, int.MaxValue), Needs("train", "test")] int Seed = 1
) : IDataset
{
    /// <inheritdoc/>
    public IImages Open(Split split)
    {
        var whole = Labelling.Checked(Of.Open(split));
        var some = Classes is { Count: > 0 } ? Subset.OfClasses(whole, Classes) : whole;
        var isTrain = split is Split.Train;
        var seed = new Seed(Seed).For(isTrain ? "train" : "test");
        var count = isTrain ? Train : Test;
        return count is null ? some : Subset.Of(some, count.Value, seed);
    }
}
