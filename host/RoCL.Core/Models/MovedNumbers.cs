using RoCL.Core.Components;

namespace RoCL.Core.Models;

/// <summary>Whether a step left parameters and states finite.</summary>
internal static class MovedNumbers
{
    private const string Remedy = "Lower the learning rate, or have the plugin repaired.";

    /// <summary>
    /// ROCL0380: a parameter is not finite after a step. ROCL0381: a state is not.
    /// </summary>
    /// <remarks>
    /// One sum over all tensors and one look at it; only where that is not finite is each tensor
    /// looked at, since a sum of finite numbers may overflow.
    /// </remarks>
    /// <param name="moved">The parameters that the step has moved.</param>
    public static void RequireFinite(IReadOnlyList<MovedTensors> moved)
    {
        if (moved.Count == 0 || double.IsFinite(Sum(moved)))
            return;
        foreach (var parameter in moved)
        {
            if (!FiniteNumbers.All(parameter.Parameter))
                throw NotFinite(parameter, "ROCL0380", $"made the parameter {parameter.Name} not finite");
            foreach (var (name, tensor) in parameter.State)
            {
                if (!FiniteNumbers.All(tensor))
                {
                    var what = $"made its state '{name}' of the parameter {parameter.Name} not finite";
                    throw NotFinite(parameter, "ROCL0381", what);
                }
            }
        }
    }

    private static double Sum(IReadOnlyList<MovedTensors> moved)
    {
        using var scope = NewDisposeScope();
        var device = moved[0].Parameter.device;
        var sums = moved
            .SelectMany(parameter => parameter.State.Values.Prepend(parameter.Parameter))
            .Where(tensor => tensor.is_floating_point())
            .Select(tensor => tensor.sum().to(ScalarType.Float32, device));
        return stack([.. sums]).sum().item<float>();
    }

    private static ProblemException NotFinite(MovedTensors parameter, string code, string what) =>
        new(new(code, parameter.Use.Place, $"The optimizer {what}.", Remedy));
}

/// <summary>A parameter with its state, after a step.</summary>
/// <param name="Use">The optimizer that moved it, as the recipe names it.</param>
/// <param name="Name">The parameter's name.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="State">Its state, by the optimizer's names.</param>
internal sealed record MovedTensors(
    ComponentUse Use,
    string Name,
    Tensor Parameter,
    ImmutableSortedDictionary<string, Tensor> State
);
