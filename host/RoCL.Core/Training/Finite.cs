using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// Looks for the first number of a step that is not finite, and says whose it is.
/// </summary>
internal static class Finite
{
    /// <summary>The code of a loss or a gradient that is not finite.</summary>
    public const string Code = "ROCL0320";

    /// <summary>Whether every number of a tensor is finite.</summary>
    public static bool All(Tensor tensor)
    {
        if (!tensor.is_floating_point())
            return true;
        using var scope = NewDisposeScope();
        // One pass without a copy; a sum that overflows is looked at again.
        return double.IsFinite(tensor.detach().sum().to(ScalarType.Float64).item<double>())
            || tensor.isfinite().all().item<bool>();
    }

    /// <summary>
    /// Notices a term that is not finite. At fault is what came first: a weight, the outputs of a
    /// view, the term's own loss, or the sum of all terms.
    /// </summary>
    /// <exception cref="ProblemException">ROCL0320.</exception>
    public static void Check(Plan plan, Model model, ImmutableArray<TermValue> terms, Tensor loss)
    {
        if (float.IsFinite(loss.item<float>()) && terms.All(term => float.IsFinite(term.Value.item<float>())))
            return;
        using var quiet = no_grad();
        throw Fault(
            terms.FirstOrDefault(term => !float.IsFinite(term.Value.item<float>())) is { } term
                ? $"the loss {term.Name} of {(Seen(term) is { } view ? Outputs(plan, model, view) : term.Loss.Place)}"
                : $"the weighted sum of the losses {string.Join(", ", terms.Select(each => each.Name))}, each of them finite,"
        );
    }

    /// <summary>ROCL0320.</summary>
    public static ProblemException Fault(string where, string what = "is not finite.") =>
        new(
            new(
                Code,
                where,
                what,
                "Lower the learning rate, or look for a component that gives extreme values; a recipe's notFinite says whether to skip or go back."
            )
        );

    /// <summary>Heads and encoder.</summary>
    public static IEnumerable<ComponentUse> Networks(Recipe recipe) =>
        recipe.Heads.Values.Select(head => head.Use).Append(recipe.Encoder.Use);

    /// <summary>Those among whom the fault lies.</summary>
    public static string Either(IEnumerable<ComponentUse> uses) => string.Join(" or ", uses.Select(use => use.Place));

    /// <summary>
    /// The first weight that is not finite, in words; <see langword="null"/> where all are.
    /// </summary>
    public static string? Weight(Model model) =>
        model.Parameters.FirstOrDefault(named => !All(named.Value)).Key is { } weight
            ? $"the weight {weight} was no longer finite after the step before"
            : null;

    private static ViewReference? Seen(TermValue term) =>
        term.Views.Zip(term.Seen).FirstOrDefault(view => !All(view.Second)).First;

    // A loss of outputs that are not finite is none of the loss's fault, and outputs of weights
    // that are not are none of the network's.
    private static string Outputs(Plan plan, Model model, ViewReference view)
    {
        var outputs = $"outputs that are not finite, of the view {view}";
        if (Weight(model) is { } weight)
            return $"{outputs}: {weight}";
        var networks =
            view.Taught || !plan.Recipe.Heads.TryGetValue(view.Head, out var head)
                ? Networks(plan.Recipe)
                : [head.Use, plan.Recipe.Encoder.Use];
        return $"{outputs}, by {Either(networks)}";
    }
}
