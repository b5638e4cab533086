using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// ROCL0320: finds the first number of a step that is not finite, and the component that made it.
/// </summary>
internal static class NotFiniteFault
{
    /// <summary>The code of a loss or a gradient that is not finite.</summary>
    public const string Code = "ROCL0320";

    /// <summary>
    /// Throws where a term or the gradient is not finite. At fault is what came first: a weight,
    /// the outputs of a view, the term's own loss, the sum of all terms, or the gradient.
    /// </summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="model">The model.</param>
    /// <param name="terms">The values of the terms.</param>
    /// <param name="numbers">What was read of them, their sum and the gradient.</param>
    /// <exception cref="ProblemException">ROCL0320.</exception>
    public static void Check(Plan plan, Model model, ImmutableArray<TermValue> terms, StepNumbers numbers)
    {
        if (numbers.AreFinite)
            return;
        using var quiet = no_grad();
        var first = terms.FirstOrDefault(term => !IsFinite(term));
        if (first is null && double.IsFinite(numbers.Loss))
            throw OfGradient(plan, model);
        if (first is null)
        {
            var names = string.Join(", ", terms.Select(term => term.Name));
            throw Of($"the weighted sum of the losses {names}", "The sum is not finite, and each loss is.");
        }

        var view = first
            .Views.Zip(first.Outputs)
            .Where(seen => !FiniteNumbers.All(seen.Second))
            .Select(seen => seen.First)
            .FirstOrDefault();
        throw view is null
            ? Of($"the loss {first.Name} of {first.Loss.Place}", "The loss is not finite.")
            : Of($"the loss {first.Name} of {Outputs(plan, model, view)}", "The loss is not finite.");
    }

    private static ProblemException OfGradient(Plan plan, Model model)
    {
        var first = model.Parameters.FirstOrDefault(named => !double.IsFinite(StepGradient.Norm([named.Value])));
        var weights = first.Key ?? "all weights together";
        var components = Either(StepGradient.Differentiated(plan.Recipe));
        return Of($"the gradient of {weights}, by {components}", "The gradient is not finite.");
    }

    /// <summary>ROCL0320, of a loss or a gradient inside an attack.</summary>
    /// <param name="model">The model.</param>
    /// <param name="view">The view that is attacked.</param>
    public static ProblemException OfAttack(Model model, View.Perturbed view)
    {
        var weight = NotFiniteWeight(model);
        return Of(
            $"{view.Objective.Place}, attacking the view {view.Name}",
            weight is null
                ? "The attack's loss or its gradient is not finite."
                : $"The attack's loss or its gradient is not finite: {weight}."
        );
    }

    private static ProblemException Of(string where, string what) =>
        new(
            new(
                Code,
                where,
                what,
                "Lower the learning rate, or look for a component that gives extreme values; "
                    + "a recipe's notFinite says whether to skip or go back."
            )
        );

    private static bool IsFinite(TermValue term) => float.IsFinite(term.Value.item<float>());

    private static string Either(IEnumerable<ComponentUse> uses) => string.Join(" or ", uses.Select(use => use.Place));

    private static string? NotFiniteWeight(Model model) =>
        model.Parameters.FirstOrDefault(named => !FiniteNumbers.All(named.Value)).Key is { } weight
            ? $"the weight {weight} was no longer finite after the step before"
            : null;

    // A loss of outputs that are not finite is not the loss's fault, and outputs of weights that
    // are not finite are not the network's.
    private static string Outputs(Plan plan, Model model, ViewReference view)
    {
        var outputs = $"outputs that are not finite, of the view {view}";
        if (NotFiniteWeight(model) is { } weight)
            return $"{outputs}: {weight}";
        var recipe = plan.Recipe;
        IEnumerable<ComponentUse> networks =
            !view.ByTeacher && recipe.Heads.TryGetValue(view.Head, out var head)
                ? [head, recipe.Encoder]
                : [.. recipe.Heads.Values, recipe.Encoder];
        return $"{outputs}, by {Either(networks)}";
    }
}
