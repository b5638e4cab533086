using RoCL.Core.Classes;
using RoCL.Core.Numbers;
using RoCL.Core.Recipes;
using RoCL.Core.Tensors;
using RoCL.Core.Values;

namespace RoCL.Core.Models;

/// <summary>What is allowed of weights to begin with, and is hardly meant.</summary>
internal static class InitialWarnings
{
    /// <summary>
    /// ROCL0178: a classifier's classes are not known. ROCL0179: the encoder was trained behind
    /// another normalisation.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="saved">The weights.</param>
    /// <param name="init">The asked parts.</param>
    public static ValueList<Problem> Of(Model model, SavedTensors saved, Init init) =>
        [.. new[] { OfClasses(model, saved, init), OfNormalization(model, saved, init) }.OfType<Problem>()];

    private static Problem? OfClasses(Model model, SavedTensors saved, Init init)
    {
        if (!saved.ClassNames.IsEmpty || model.ClassNames.IsEmpty)
            return null;
        if (TakenParts.Classifier(model, init) is not { } classifier)
            return null;
        return new(
            "ROCL0178",
            $"{init.From.Where}: {init.From.Run}",
            $"It is not known which classes the head '{classifier}' is for, so they cannot be compared: they are taken "
                + $"to be in the data's order, {ClassOrder.Named(model.ClassNames)}.",
            "Check that order; the folder of a run and a file that `rocl export` writes name their classes."
        );
    }

    private static Problem? OfNormalization(Model model, SavedTensors saved, Init init)
    {
        var own = model.Bindings.Recipe.Normalize;
        if (saved.Normalize is not { } theirs || AreSame(theirs, own))
            return null;
        if (!TakenParts.HasEncoder(model, init))
            return null;
        var setting = theirs.Mean.IsEmpty ? theirs.ToSetting() : $"'{theirs.ToSetting()}'";
        return new(
            "ROCL0179",
            $"{init.From.Where}: {init.From.Run}",
            $"The encoder was trained {Described(theirs)}, and in this recipe it stands {Described(own)}.",
            $"Take over its own by --set {setting}, unless the other is meant."
        );
    }

    // A checkpoint has them in float32.
    private static bool AreSame(Normalization one, Normalization other) =>
        one
            .Mean.Concat(one.Deviation)
            .Select(number => (float)number)
            .SequenceEqual(other.Mean.Concat(other.Deviation).Select(number => (float)number));

    private static string Described(Normalization normalize) =>
        normalize.Mean.IsEmpty
            ? "without a normalisation"
            : $"behind mean {List(normalize.Mean)} and deviation {List(normalize.Deviation)}";

    private static string List(IEnumerable<double> numbers) => $"[{string.Join(", ", numbers.Select(Number.Show))}]";
}
