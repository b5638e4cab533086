using RoCL.Core.Classes;
using RoCL.Core.Values;

namespace RoCL.Core.Recipes;

/// <summary>Which images of a data set are used, as a recipe's <c>images</c> says.</summary>
/// <param name="Train">
/// The number of images that are trained on; all where <see langword="null"/>.
/// </param>
/// <param name="Test">
/// The number of test images that are measured on; all where <see langword="null"/>.
/// </param>
/// <param name="Validation">
/// The number of training images that are held out before any are taken to train on;
/// <see langword="null"/> for none.
/// </param>
/// <param name="Classes">
/// The names of the classes that are used, numbered in this order; empty for all.
/// </param>
/// <param name="Seed">
/// The choice follows from this seed: the recipe's unless the recipe says otherwise.
/// </param>
/// <param name="MeasureOn">The images that evaluations measure on.</param>
public sealed record ImageParts(
    long? Train,
    long? Test,
    long? Validation,
    ValueList<string> Classes,
    Seed Seed,
    MeasuredOn MeasureOn
)
{
    /// <summary>
    /// How many images an evaluation measures on at most, whichever they are, where its person asks
    /// for fewer than the recipe does.
    /// </summary>
    public long? MeasuredAtMost { get; init; }

    /// <summary>
    /// The images that are trained on, and those that evaluations measure on.
    /// </summary>
    /// <param name="open">
    /// Opens a split of the data; the test split is left alone where it is not measured on.
    /// </param>
    /// <param name="where">The recipe's file, as messages name it.</param>
    /// <returns>The problems of <see cref="Subset"/>, at the key that asks for the part.</returns>
    public Result<ChosenImages> Of(Func<Split, IImages> open, string where) =>
        OfClasses(open(Split.Train), where)
            .Then(training => HeldOut(training, where))
            .Then(parts =>
                Part(parts.Rest, "train", Train, where)
                    .Then(train =>
                        Measured(parts, open, where)
                            .Then<ChosenImages>(measured => new ChosenImages(train, measured)
                            {
                                HeldOut = parts.HeldOut ?? NotTrainedOn(parts.Rest),
                            })
                    )
            );

    /// <summary>
    /// Test images of data that an evaluation names itself: no more than are asked for.
    /// </summary>
    /// <param name="test">The images.</param>
    public IImages OfOtherData(IImages test) =>
        MeasuredAtMost < test.Count ? Subset.Of(test, MeasuredAtMost.Value, Seed.For("test")) : test;

    private Result<IImages> OfClasses(IImages all, string where) =>
        Classes.IsEmpty
            ? new Result<IImages>.Ok(all)
            : Chosen($"{where}: images.classes", () => Subset.OfClasses(all, Classes));

    private Result<HeldOutImages> HeldOut(IImages training, string where)
    {
        if (Validation is not { } count)
            return new HeldOutImages(null, training);
        return Chosen(
            $"{where}: images.validation",
            () =>
            {
                var (chosen, rest) = Subset.Split(training, count, Seed.For("validation"));
                return new HeldOutImages(chosen, rest);
            }
        );
    }

    private Result<IImages> Measured(HeldOutImages parts, Func<Split, IImages> open, string where) =>
        MeasureOn is MeasuredOn.Validation
            ? Part(parts.HeldOut!, "validation", MeasuredAtMost, where)
            : OfClasses(open(Split.Test), where)
                .Then<IImages>(test => new Result<IImages>.Ok(SameClasses.Numbered(test, parts.Rest.Classes)))
                .Then(test => Part(test, "test", MeasuredAtMost ?? Test, where));

    private Result<IImages> Part(IImages all, string key, long? count, string where) =>
        Chosen($"{where}: images.{key}", () => count is { } wanted ? Subset.Of(all, wanted, Seed.For(key)) : all);

    // What the choice of training images leaves.
    private IImages? NotTrainedOn(IImages all) =>
        Train is { } count && count < all.Count ? Subset.Split(all, count, Seed.For("train")).Others : null;

    private static Result<T> Chosen<T>(string where, Func<T> choose)
    {
        try
        {
            return new Result<T>.Ok(choose());
        }
        catch (ProblemException impossible)
        {
            return impossible.Problems.Select(problem => problem with { Where = where }).ToImmutableArray();
        }
    }

    private sealed record HeldOutImages(IImages? HeldOut, IImages Rest);
}

/// <summary>The images of a run.</summary>
/// <param name="Train">The images that are trained on.</param>
/// <param name="Measured">The images that evaluations measure on.</param>
public sealed record ChosenImages(IImages Train, IImages Measured)
{
    /// <summary>
    /// Images that are not trained on, for monitors: those of <c>images.validation</c>, or else
    /// what the choice of training images leaves; <see langword="null"/> where it leaves none.
    /// </summary>
    public IImages? HeldOut { get; init; }
}

/// <summary>The images that evaluations measure on.</summary>
public enum MeasuredOn
{
    /// <summary>The data's test images.</summary>
    Test,

    /// <summary>
    /// Training images that were held out: for choosing among methods, before the test images are
    /// looked at.
    /// </summary>
    Validation,
}
