using System.Globalization;
using RoCL.Core.Components;

namespace RoCL.Core.Ahead;

/// <summary>
/// Images of one class alone, on which a classifier may be right by always naming it.
/// </summary>
public static class OnlyClass
{
    /// <summary>
    /// ROCL0298: an evaluation measures on them; <see langword="null"/> where there are more
    /// classes.
    /// </summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="measured">The labelled images that it measures on.</param>
    public static Problem? Among(ComponentUse evaluation, IImages measured)
    {
        var labels = measured.Labels!.data<long>().ToArray();
        if (labels.Distinct().Count() != 1)
            return null;
        return Problem(evaluation.Where, labels.Length, measured.Classes[(int)labels[0]]);
    }

    /// <summary>ROCL0298.</summary>
    /// <param name="where">The evaluation.</param>
    /// <param name="images">How many images it measures on.</param>
    /// <param name="name">Their class.</param>
    public static Problem Problem(string where, long images, string name)
    {
        var noun = images == 1 ? "image" : "images";
        return new(
            "ROCL0298",
            where,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The evaluation measures on {images} {noun} of one class alone, {name}."
            ),
            "A classifier that tells nothing apart may be right on all of them: measure on images of two classes "
                + "or more."
        );
    }
}
