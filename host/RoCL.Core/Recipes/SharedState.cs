using RoCL.Core.Components;

namespace RoCL.Core.Recipes;

/// <summary>Which state the loss of an attack's objective sees.</summary>
internal static class SharedState
{
    /// <summary>
    /// The first term with the same loss, whatever its options: the objective sees that term's
    /// state. <see langword="null"/> where there is none.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="objective">The loss that an attack raises.</param>
    public static Term? TermOf(Recipe recipe, ComponentUse objective) =>
        recipe.Terms.FirstOrDefault(term => term.Loss.Component == objective.Component);
}
