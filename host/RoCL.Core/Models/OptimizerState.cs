using RoCL.Core.Binding;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>The optimizers of all parameters, and their state of each.</summary>
internal sealed class OptimizerState : IDisposable
{
    private readonly ImmutableArray<MovedParameter> _moved;

    /// <summary>
    /// The state before the first step; parameters that are frozen get none, and no gradient from
    /// now on.
    /// </summary>
    /// <param name="bindings">The recipe, and its optimizers as objects.</param>
    /// <param name="parameters">The parameters, by name.</param>
    public OptimizerState(Bindings bindings, ImmutableSortedDictionary<string, Tensor> parameters)
    {
        Place = bindings.Recipe.Optimizer.Place;
        var groups = bindings.Recipe.ParameterGroups;
        var moved = new List<MovedParameter>();
        foreach (var (name, parameter) in parameters)
        {
            var group = ParameterGroups.IndexOf(bindings.Recipe, name);
            var isOfFrozenGroup = group is { } index && groups[index].IsFrozen;
            if (isOfFrozenGroup || HeadSources.AreFrozen(bindings.Recipe, name))
                parameter.requires_grad = false;
            else
                moved.Add(MovedParameter.Begin(bindings, group, name, parameter));
        }
        _moved = [.. moved];
    }

    /// <summary>
    /// The state's tensors, by name: <c>optimizer.velocity.encoder.conv1.weight</c>.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Tensors =>
        from moved in _moved
        from state in moved.State
        select KeyValuePair.Create($"{Prefix}{state.Key}.{moved.Name}", state.Value);

    /// <summary>What the names of the state's tensors begin with.</summary>
    public const string Prefix = "optimizer.";

    /// <summary>Key and plugin of the recipe's optimizer, as messages name them.</summary>
    public string Place { get; }

    /// <summary>Whether no step ended between two parameters.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Moves every parameter that has a gradient, and forgets the gradients.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="ProblemException">
    /// The optimizer failed, ROCL03xx; ROCL0380 or ROCL0381 numbers are no longer finite.
    /// <see cref="IsWhole"/> is then false.
    /// </exception>
    public void Move(TrainingStep step)
    {
        using var quiet = no_grad();
        IsWhole = false;
        foreach (var moved in _moved)
            moved.Move(step);
        MovedNumbers.RequireFinite([.. _moved.Select(moved => moved.Tensors)]);
        IsWhole = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, state) in Tensors)
            state.Dispose();
    }
}
