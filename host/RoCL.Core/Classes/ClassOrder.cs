namespace RoCL.Core.Classes;

/// <summary>
/// How the classes of one thing are found among those of another: by their names, since numbers
/// follow from whatever order the names were read in.
/// </summary>
/// <param name="Numbers">
/// For each class of the images at hand, its number where outputs come from.
/// </param>
public sealed record ClassOrder(ImmutableArray<long> Numbers)
{
    /// <summary>The code of classes that do not fit.</summary>
    public const string Code = "ROCL0272";

    /// <summary>Whether both number the classes alike.</summary>
    public bool IsSame => Numbers.Select((number, i) => number == i).All(same => same);

    /// <summary>
    /// From the classes of the images at hand to those that outputs are of;
    /// <see langword="null"/> where they are not the same classes.
    /// </summary>
    /// <param name="outputs">The names of the classes that outputs are of, by number.</param>
    /// <param name="images">The names of the classes at hand, by number.</param>
    public static ClassOrder? Between(IReadOnlyList<string> outputs, IReadOnlyList<string> images)
    {
        if (outputs.SequenceEqual(images))
            return new([.. Enumerable.Range(0, images.Count).Select(i => (long)i)]);
        var isOneToOne =
            outputs.Count == images.Count
            && outputs.Distinct().Count() == outputs.Count
            && outputs.ToHashSet().SetEquals(images);
        var numbers = outputs.ToList();
        return isOneToOne ? new([.. images.Select(name => (long)numbers.IndexOf(name))]) : null;
    }

    /// <summary>Outputs in the order of the classes at hand.</summary>
    /// <param name="outputs">[N, K], a column for each class.</param>
    public Tensor Of(Tensor outputs) =>
        IsSame ? outputs : outputs.index_select(1, tensor(Numbers.ToArray(), device: outputs.device));

    /// <summary>ROCL0272: the classes are not the same.</summary>
    /// <param name="where">The recipe's key.</param>
    /// <param name="what">What has other classes, as the subject of a sentence.</param>
    /// <param name="outputs">Its classes.</param>
    /// <param name="images">Those at hand.</param>
    public static Problem Misfit(
        string where,
        string what,
        IReadOnlyList<string> outputs,
        IReadOnlyList<string> images
    ) =>
        new(
            Code,
            where,
            $"{what} is for the classes {Named(outputs)}, and the images here are of {Named(images)}.",
            outputs.ToHashSet().SetEquals(images)
                ? "They are not put into another order here: name one of the same classes in the same order, or one of "
                    + "its heads that does not classify."
                : "Name one of the same classes, in whatever order; or one of its heads that does not classify."
        );

    /// <summary>Classes as messages name them: the first few, and how many there are.</summary>
    /// <param name="classes">The classes.</param>
    public static string Named(IReadOnlyList<string> classes)
    {
        const int shown = 5;
        var rest = classes.Count > shown ? $", ... ({classes.Count})" : "";
        return $"{string.Join(", ", classes.Take(shown))}{rest}";
    }
}
