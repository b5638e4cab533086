using RoCL.Core.Binding;
using RoCL.Core.Numbers;
using RoCL.Core.Optimizers;

namespace RoCL.Core.Models;

/// <summary>An optimizer with its state of every parameter.</summary>
internal sealed class OptimizerState : IDisposable
{
    private readonly Bound<IOptimizer> _optimizer;
    private readonly ImmutableSortedDictionary<string, Tensor> _parameters;
    private readonly ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Tensor>> _stateOf;

    /// <summary>The state before the first step.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters, by name.</param>
    public OptimizerState(Bound<IOptimizer> optimizer, ImmutableSortedDictionary<string, Tensor> parameters)
    {
        _optimizer = optimizer;
        _parameters = parameters;
        var first = optimizer.At(default);
        _stateOf = parameters.ToImmutableSortedDictionary(
            parameter => parameter.Key,
            parameter => Start(first, parameter.Value),
            StringComparer.Ordinal
        );
    }

    /// <summary>
    /// The state's tensors, by name: <c>optimizer.velocity.encoder.conv1.weight</c>.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Tensors =>
        from parameter in _stateOf
        from state in parameter.Value
        select KeyValuePair.Create($"optimizer.{state.Key}.{parameter.Key}", state.Value);

    /// <summary>Moves every parameter that has a gradient, and forgets the gradients.</summary>
    /// <param name="moment">The step.</param>
    /// <param name="learningRate">The step's learning rate.</param>
    public void Move(Moment moment, double learningRate)
    {
        using var quiet = no_grad();
        var optimizer = _optimizer.At(moment);
        foreach (var (name, parameter) in _parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            using var scope = NewDisposeScope();
            optimizer.Move(parameter, gradient, _stateOf[name], learningRate);
            parameter.grad = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in _stateOf.Values.SelectMany(states => states.Values))
            state.Dispose();
    }

    private static ImmutableSortedDictionary<string, Tensor> Start(IOptimizer optimizer, Tensor parameter) =>
        optimizer
            .Start(parameter)
            .ToImmutableSortedDictionary(
                state => state.Key,
                state => state.Value.DetachFromDisposeScope(),
                StringComparer.Ordinal
            );
}
