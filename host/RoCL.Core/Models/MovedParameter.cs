using RoCL.Core.Binding;
using RoCL.Core.Plans;

namespace RoCL.Core.Models;

/// <summary>A parameter with the optimizer that moves it.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="State">Its state, by the optimizer's names.</param>
/// <param name="Optimizer">The optimizer of the recipe, or of the parameter's group.</param>
/// <param name="Group">The group's index; <see langword="null"/> where it is in none.</param>
internal sealed record MovedParameter(
    string Name,
    Tensor Parameter,
    ImmutableSortedDictionary<string, Tensor> State,
    Bound<IOptimizer> Optimizer,
    int? Group
)
{
    /// <summary>What a step moves of it.</summary>
    public MovedTensors Tensors => new(Optimizer.Use, Name, Parameter, State);

    /// <summary>A parameter before the first step; its state is in no dispose scope.</summary>
    /// <param name="bindings">The optimizers.</param>
    /// <param name="group">The parameter's group.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="parameter">The parameter.</param>
    public static MovedParameter Begin(Bindings bindings, int? group, string name, Tensor parameter)
    {
        var optimizer = group is { } index ? bindings.GroupOptimizers[index] : bindings.Optimizer;
        var state = optimizer
            .At(default)
            .Start(parameter)
            .ToImmutableSortedDictionary(
                named => named.Key,
                named => named.Value.DetachFromDisposeScope(),
                StringComparer.Ordinal
            );
        return new(name, parameter, state, optimizer, group);
    }

    /// <summary>Moves the parameter where it has a gradient, and forgets the gradient.</summary>
    /// <param name="step">The step.</param>
    public void Move(TrainingStep step)
    {
        if (Parameter.grad is not { } gradient)
            return;
        using var scope = NewDisposeScope();
        Optimizer.At(step.Moment).Move(Parameter, gradient, State, step.RateOf(Group));
        Parameter.grad = null;
    }
}
