using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Plans;

/// <summary>
/// Losses that get the same outputs twice, and compare them with themselves: ROCL0299.
/// </summary>
internal static class TwiceSeen
{
    /// <summary>All of them.</summary>
    /// <param name="recipe">The recipe.</param>
    public static IEnumerable<Problem> Of(Recipe recipe) =>
        [
            .. recipe.Terms.SelectMany(term => Of(term.Loss, term.Views)),
            .. recipe.Views.OfType<View.Perturbed>().SelectMany(view => Of(view.Objective, view.ObjectiveViews)),
            .. recipe.Monitors.SelectMany(monitor => Of(monitor.Use, monitor.Views)),
        ];

    private static IEnumerable<Problem> Of(ComponentUse use, ValueList<ViewReference> views) =>
        from same in views.GroupBy(view => view)
        where same.Count() > 1
        select new Problem(
            "ROCL0299",
            use.Where,
            $"{use.Component.Name} sees the view {same.Key} twice, by the same networks, and compares it with itself.",
            "Name another view in one of the places."
        );
}
