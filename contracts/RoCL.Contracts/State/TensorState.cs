using System.Collections.Immutable;

namespace RoCL.Contracts;

/// <summary>
/// Named tensors that a loss or an attack carries from step to step: a value, which nothing
/// changes.
/// </summary>
/// <remarks>
/// What is read is a copy, and what is changed is a new state, so that a step that is left out,
/// fails or is taken again finds the state as it was. A state that is large, such as one with a row
/// for each training image, is read by <see cref="Rows"/> and changed by <see cref="WithRows"/>:
/// both cost as much as the rows, however many others there are.
/// <para>
/// The host saves the tensors by their names in checkpoints, as <c>state.loss.0.queue</c>. Names,
/// shapes and types are those of <c>Begin</c> for the whole training; ROCL0372 to ROCL0375 say what
/// was wrong. No tensor of a state has a gradient.
/// </para>
/// </remarks>
public sealed class TensorState
{
    private readonly ImmutableSortedDictionary<string, StateTensor> _tensors;

    private TensorState(ImmutableSortedDictionary<string, StateTensor> tensors) => _tensors = tensors;

    /// <summary>The state without tensors, which others are made from.</summary>
    public static TensorState Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, StateTensor>(StringComparer.Ordinal));

    /// <summary>The names of the tensors, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. _tensors.Keys];

    /// <summary>A copy of a tensor, the caller's own.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ProblemException">ROCL0373: there is no tensor of that name.</exception>
    public Tensor this[string name] => Find(name).Copy();

    /// <summary>A copy of some rows of a tensor, [M, …].</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="indices">int64 [M], each below the tensor's first dimension.</param>
    /// <exception cref="ProblemException">ROCL0373: there is no tensor of that name.</exception>
    public Tensor Rows(string name, Tensor indices) => Find(name).Rows(indices);

    /// <summary>The state with another tensor in place of one, or with one more.</summary>
    /// <param name="name">
    /// Small and capital letters, digits, hyphens and underscores.
    /// </param>
    /// <param name="tensor">The tensor; its gradient is left behind.</param>
    public TensorState With(string name, Tensor tensor) => new(_tensors.SetItem(name, StateTensor.Of(tensor)));

    /// <summary>The state with other rows in a tensor.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="indices">
    /// int64 [M], each below the tensor's first dimension, and no two alike.
    /// </param>
    /// <param name="rows">
    /// [M, …] as the tensor's rows are; converted to the tensor's type, and its gradient left
    /// behind.
    /// </param>
    /// <exception cref="ProblemException">
    /// ROCL0373: there is no tensor of that name, or the rows have another shape than its own.
    /// </exception>
    public TensorState WithRows(string name, Tensor indices, Tensor rows) =>
        new(_tensors.SetItem(name, Find(name).WithRows(name, indices, rows)));

    /// <summary>A state over tensors that are only read.</summary>
    /// <param name="tensors">The tensors, by name; they are the caller's.</param>
    internal static TensorState Over(IEnumerable<KeyValuePair<string, Tensor>> tensors) =>
        new(
            tensors.ToImmutableSortedDictionary(
                named => named.Key,
                named => StateTensor.Over(named.Value),
                StringComparer.Ordinal
            )
        );

    /// <summary>A tensor and its changes.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    internal StateTensor Find(string name) =>
        _tensors.GetValueOrDefault(name)
        ?? throw new ProblemException(
            new(
                "ROCL0373",
                $"the state '{name}'",
                "The state has no tensor of this name.",
                $"Read one of: {string.Join(", ", Names)}."
            )
        );
}
