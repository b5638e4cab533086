using RoCL.Core.Components;
using RoCL.Core.Recipes;

namespace RoCL.Core.Plans;

/// <summary>Components that carry a state, where nothing keeps it.</summary>
internal static class StateProblems
{
    /// <summary>
    /// ROCL0376 a component with a state inside another one, such as an evaluation; ROCL0378 an
    /// attack's objective with a state that no term moves.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    public static IEnumerable<Problem> Of(Recipe recipe)
    {
        var perturbed = recipe.Views.OfType<View.Perturbed>().ToList();
        var kept = recipe
            .Terms.Select(term => term.Loss)
            .Concat(perturbed.Select(view => view.Attack))
            .Concat(perturbed.Select(view => view.Objective))
            .Select(use => use.Where)
            .ToHashSet();
        return
        [
            .. recipe.Uses.Where(use => use.Component.KeepsState && !kept.Contains(use.Where)).Select(NotKept),
            .. perturbed
                .Select(view => view.Objective)
                .Where(use => use.Component.KeepsState && SharedState.TermOf(recipe, use) is null)
                .Select(WithoutTerm),
        ];
    }

    private static Problem NotKept(ComponentUse use) =>
        new(
            "ROCL0376",
            use.Place,
            $"The component {use.Component.Name} carries a state from step to step, and nothing keeps a state here.",
            "Use it as a loss term or as the attack of a view, or take another component here."
        );

    private static Problem WithoutTerm(ComponentUse use) =>
        new(
            "ROCL0378",
            use.Place,
            $"The objective {use.Component.Name} sees the state of a term with the same loss, and no term has it.",
            "Add a term with this loss, or take a loss without a state."
        );
}
