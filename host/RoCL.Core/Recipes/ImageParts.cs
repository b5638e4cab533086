namespace RoCL.Core.Recipes;

/// <summary>Which images of a data set are used, as a recipe's <c>images</c> says.</summary>
/// <param name="Train">How many images are trained on; all where <see langword="null"/>.</param>
/// <param name="Test">
/// How many test images are measured on; all where <see langword="null"/>.
/// </param>
/// <param name="Validation">
/// How many training images are held out before any are taken to train on; <see langword="null"/>
/// for none.
/// </param>
/// <param name="Classes">
/// The names of the classes that are used, numbered in this order; empty for all.
/// </param>
/// <param name="Seed">
/// What the choice follows from; the recipe's seed unless the recipe says otherwise.
/// </param>
/// <param name="MeasureOn">What evaluations measure on.</param>
public sealed record ImageParts(
    long? Train,
    long? Test,
    long? Validation,
    ImmutableArray<string> Classes,
    Seed Seed,
    MeasuredOn MeasureOn
)
{
    /// <summary>The images that are trained on and those that evaluations measure on.</summary>
    /// <param name="open">
    /// Opens a split of the data; the test split is left alone where it is not measured on.
    /// </param>
    /// <param name="where">The recipe's file, as problems name it.</param>
    /// <returns>What <see cref="Subset"/> finds wrong, at the key that asks for it.</returns>
    public Result<(IImages Train, IImages Measured)> Of(Func<Split, IImages> open, string where)
    {
        Result<IImages> Part(string key, Func<IImages> choose) => At($"{where}: images.{key}", choose);
        Result<IImages> Whole(Split split) =>
            Classes.IsEmpty
                ? new Result<IImages>.Ok(open(split))
                : new Result<IImages>.Ok(open(split)).Then(whole =>
                    Part("classes", () => Subset.OfClasses(whole, Classes))
                );
        Result<IImages> Cut(IImages whole, string key, long? count) =>
            Part(key, () => count is { } wanted ? Subset.Of(whole, wanted, Seed.For(key)) : whole);

        return Whole(Split.Train)
            .Then(whole =>
                At<(IImages? Chosen, IImages Others)>(
                    $"{where}: images.validation",
                    () => Validation is { } held ? Subset.Split(whole, held, Seed.For("validation")) : (null, whole)
                )
            )
            .Then(parts =>
                Cut(parts.Others, "train", Train)
                    .Then(train =>
                        (
                            MeasureOn is MeasuredOn.Validation
                                ? new Result<IImages>.Ok(parts.Chosen!)
                                : Whole(Split.Test).Then(test => Cut(test, "test", Test))
                        ).Then<(IImages, IImages)>(measured => (train, measured))
                    )
            );
    }

    /// <summary>The block of a recipe.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="seed">The recipe's seed.</param>
    internal static ImageParts Read(Place place, long seed)
    {
        place.Knowing("train", "test", "validation", "classes", "seed", "measureOn");
        var on = place["measureOn"]
            .Word(MeasuredOn.Test, ("test", MeasuredOn.Test), ("validation", MeasuredOn.Validation));
        if (on is MeasuredOn.Validation && place["validation"].Empty)
        {
            place["validation"]
                .Report(
                    "ROCL0105",
                    "is missing, and evaluations are to measure on it.",
                    "Write how many images are held out."
                );
        }

        return new(
            Count(place["train"]),
            Count(place["test"]),
            Count(place["validation"]),
            [.. place["classes"].Members.Select(name => name.Text(""))],
            new((long)place["seed"].Fixed(seed, 0, 1L << 53, whole: true)),
            on
        );
    }

    private static long? Count(Place place) => place.Empty ? null : (long)place.Fixed(1, 1, 1e12, whole: true);

    private static Result<T> At<T>(string where, Func<T> choose)
    {
        try
        {
            return new Result<T>.Ok(choose());
        }
        catch (ProblemException impossible)
        {
            return impossible.Problem with { Where = where };
        }
    }
}

/// <summary>What evaluations measure on.</summary>
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
