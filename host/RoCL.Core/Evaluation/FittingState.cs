using RoCL.Core.Components;
using RoCL.Core.Models;

namespace RoCL.Core.Evaluation;

/// <summary>What the training of an evaluation's classifier changes.</summary>
/// <param name="Parameters">The parameters, by name.</param>
/// <param name="OptimizerStates">The optimizer's state of each parameter.</param>
/// <param name="All">All tensors, by the names that they are kept by.</param>
internal sealed record FittingState(
    ImmutableSortedDictionary<string, Tensor> Parameters,
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Tensor>> OptimizerStates,
    ImmutableSortedDictionary<string, Tensor> All
)
{
    /// <summary>The state before the first step.</summary>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">The optimizer.</param>
    public static FittingState Of(nn.Module<Tensor, Tensor> network, IOptimizer optimizer)
    {
        var parameters = NetworkTensors.Parameters("", network).ToImmutableSortedDictionary(StringComparer.Ordinal);
        var states = parameters.ToImmutableSortedDictionary(
            parameter => parameter.Key,
            parameter => optimizer.Start(parameter.Value).ToImmutableSortedDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        var ofOptimizer =
            from parameter in states
            from state in parameter.Value
            select KeyValuePair.Create($"optimizer.{state.Key}.{parameter.Key}", state.Value);
        IEnumerable<KeyValuePair<string, Tensor>> all =
        [
            .. parameters.Select(parameter => KeyValuePair.Create($"parameter.{parameter.Key}", parameter.Value)),
            .. NetworkTensors.Buffers("buffer.", network),
            .. ofOptimizer,
        ];
        return new(parameters, states, all.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    /// <summary>Moves every parameter that has a gradient, and forgets the gradients.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="learningRate">The learning rate.</param>
    public void Move(IOptimizer optimizer, double learningRate)
    {
        foreach (var (name, parameter) in Parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            optimizer.Move(parameter, gradient, OptimizerStates[name], learningRate);
            parameter.grad = null;
        }
    }

    /// <summary>Every parameter with its state.</summary>
    /// <param name="optimizer">The optimizer, as the recipe names it.</param>
    public IEnumerable<MovedTensors> TensorsOf(ComponentUse optimizer) =>
        Parameters.Select(parameter => new MovedTensors(
            optimizer,
            parameter.Key,
            parameter.Value,
            OptimizerStates[parameter.Key]
        ));

    /// <summary>Takes over tensors that were kept.</summary>
    /// <param name="kept">The tensors, by name: all of them.</param>
    public void Restore(IReadOnlyDictionary<string, Tensor> kept)
    {
        using var quiet = no_grad();
        foreach (var (name, mine) in All)
            mine.copy_(kept[name]);
    }
}
