using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Training;

/// <summary>What losses see.</summary>
internal static class LossInputs
{
    /// <summary>The input of a loss over some images of a step.</summary>
    /// <param name="outputs">The outputs of each view, N rows each.</param>
    /// <param name="seen">The views.</param>
    /// <param name="images">The N images.</param>
    /// <param name="mixes">How each view was mixed, or none where no view is.</param>
    public static LossInput Of(
        IReadOnlyList<Tensor> outputs,
        ValueList<ViewReference> seen,
        SeenImages images,
        IReadOnlyList<ViewMix?> mixes
    ) =>
        new(outputs)
        {
            Names = [.. seen.Select(view => view.View)],
            Labels = images.Labels,
            Indices = images.Indices,
            Mixes = mixes,
        };

    /// <summary>
    /// How some rows of views were mixed: partners count among these rows. None where no view is
    /// mixed.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="views">The views of the step.</param>
    /// <param name="seen">Those that a loss sees.</param>
    /// <param name="from">The first row.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<ViewMix?> Mixes(
        Recipe recipe,
        StepViews views,
        ValueList<ViewReference> seen,
        long from,
        long count
    )
    {
        if (views.Mixes.IsEmpty)
            return [];
        return [.. seen.Select(reference => Part(MixOf(recipe, views, reference), from, count))];
    }

    private static ViewMix? MixOf(Recipe recipe, StepViews views, ViewReference seen) =>
        MixedViews.Of(recipe.Views, seen.View) is { } mixed ? views.Mixes[mixed] : null;

    private static ViewMix? Part(ViewMix? mix, long from, long count) =>
        mix is null
            ? null
            : mix with
            {
                Partners = mix.Partners.narrow(0, from, count) - from,
                Weights = mix.Weights.narrow(0, from, count),
            };
}
