using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// A parameter and its state, and the shapes and types that they had at one moment.
/// </summary>
internal sealed class OptimizerTensors
{
    private readonly ImmutableArray<KeyValuePair<string, Tensor>> _tensors;
    private readonly ImmutableArray<string> _forms;

    /// <summary>Takes down the shapes and types of now.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="state">Its state.</param>
    public OptimizerTensors(Tensor parameter, IReadOnlyDictionary<string, Tensor> state)
    {
        _tensors = [KeyValuePair.Create("the parameter", parameter), .. state.Select(Named)];
        _forms = [.. _tensors.Select(named => FormOf(named.Value))];
    }

    /// <summary>
    /// A state that checkpoints can hold. ROCL0384 a name that is none, ROCL0384 a tensor that is
    /// null, disposed of, sparse or of a gradient's graph.
    /// </summary>
    /// <param name="use">The optimizer.</param>
    /// <param name="state">What it returned.</param>
    public static ImmutableSortedDictionary<string, Tensor> Saveable(
        ComponentUse use,
        IReadOnlyDictionary<string, Tensor> state
    )
    {
        foreach (var (name, tensor) in state)
        {
            if (!TensorNames.IsValid(name))
                throw Unsaveable(use, $"The optimizer calls a tensor of its state '{name}', which no file can name.");
            if (tensor is null or { IsInvalid: true })
                throw Unsaveable(use, $"The optimizer's state '{name}' is null, or a disposed tensor.");
            if (tensor.is_sparse || tensor.requires_grad)
                throw Unsaveable(use, $"The optimizer's state '{name}' is sparse, or records a gradient.");
        }

        return state.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>
    /// ROCL0383: a tensor was disposed of. ROCL0382: one has another shape, type or device.
    /// </summary>
    /// <param name="use">The optimizer.</param>
    /// <param name="gradient">The gradient that it got.</param>
    public void RequireSame(ComponentUse use, Tensor gradient)
    {
        if (gradient.IsInvalid)
            throw Attribution.Fault(use, "ROCL0383", "The optimizer disposed of the gradient.");
        foreach (var ((name, tensor), before) in _tensors.Zip(_forms))
        {
            if (tensor.IsInvalid)
                throw Attribution.Fault(use, "ROCL0383", $"The optimizer disposed of {name}.");
            var now = FormOf(tensor);
            if (now != before)
                throw Attribution.Fault(use, "ROCL0382", $"The optimizer made {name} {now} out of {before}.");
        }
    }

    private static KeyValuePair<string, Tensor> Named(KeyValuePair<string, Tensor> state) =>
        KeyValuePair.Create($"its state '{state.Key}'", state.Value);

    private static string FormOf(Tensor tensor) => $"{ReturnedTensors.Kind(tensor)} {ReturnedTensors.Shape(tensor)}";

    private static ProblemException Unsaveable(ComponentUse use, string what) =>
        Attribution.Fault(use, "ROCL0384", what);
}
