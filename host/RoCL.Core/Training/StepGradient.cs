using System.Runtime.InteropServices;
using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Ranks;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>From the loss of a step to the gradients of the weights.</summary>
internal static class StepGradient
{
    /// <summary>
    /// Takes the loss back to the weights, and adds up what the ranks of the run found. Where the
    /// gradients cannot be followed, none is left behind.
    /// </summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="model">The model, whose weights get the gradients.</param>
    /// <param name="outputs">How views passed through the networks.</param>
    /// <param name="terms">The values of the terms.</param>
    /// <param name="loss">Their weighted sum.</param>
    /// <exception cref="ProblemException">
    /// ROCL0151: nothing is trained; ROCL0320: a number is not finite; and faults of components.
    /// </exception>
    public static StepNumbers Take(
        Plan plan,
        Model model,
        IViewOutputs outputs,
        ImmutableArray<TermValue> terms,
        Tensor loss
    )
    {
        if (!loss.requires_grad)
            throw ParameterGroups.NothingToTrain(plan.Recipe);
        try
        {
            loss.backward();
            if (!outputs.Backward())
                throw ParameterGroups.NothingToTrain(plan.Recipe);
            model.Shadows.PassGradients();
            var gradients = model.Parameters.Values.Select(parameter => parameter.grad).OfType<Tensor>();
            FlatNumbers.Sum(model.Ranks.Collective, gradients);
            var numbers = StepNumbers.Read(loss, terms, NormOf(model.Parameters.Values));
            NotFiniteFault.Check(plan, model, terms, numbers);
            return numbers;
        }
        catch (Exception thrown)
        {
            foreach (var parameter in model.Parameters.Values)
                parameter.grad = null;
            model.Shadows.DropGradients();
            var native = thrown as ExternalException;
            var fault = native is null ? null : Guard.BackwardFault(native, Differentiated(plan.Recipe));
            if (fault is not null)
                throw fault;
            throw;
        }
    }

    /// <summary>The Euclidean norm of all gradients together; 0 where there are none.</summary>
    /// <param name="parameters">The parameters.</param>
    public static double Norm(IEnumerable<Tensor> parameters) => NormOf(parameters).item<float>();

    /// <summary>The components that a step's gradient goes through.</summary>
    /// <param name="recipe">The method.</param>
    public static IReadOnlyList<ComponentUse> Differentiated(Recipe recipe) =>
        [.. recipe.Terms.Select(term => term.Loss), .. recipe.Heads.Values, recipe.Encoder];

    private static Tensor NormOf(IEnumerable<Tensor> parameters)
    {
        using var quiet = no_grad();
        var norms = parameters
            .Select(parameter => parameter.grad)
            .OfType<Tensor>()
            .Select(gradient => gradient.norm())
            .ToList();
        return norms.Count == 0 ? zeros(1) : stack(norms).norm();
    }
}
