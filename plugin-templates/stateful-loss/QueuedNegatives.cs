using System.ComponentModel.DataAnnotations;

// A working loss with a state, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them.
//   2. Begin returns the state before the first step, as named tensors: they go into checkpoints.
//      Names, shapes and types stay what they are. Remember nothing elsewhere, or a resumed run has
//      other bits.
//   3. Of receives the state and returns the loss and the next state. state["name"] is a copy of
//      your own; WithRows writes some rows, With a whole tensor, and both leave `state` as it was.
//   4. Compute in the type of the outputs: on a GPU that may be another than the state's.
//   5. `rocl check QueuedNegatives.cs` tries the laws of every loss, and those of states.

/// <summary>
/// Contrast with a queue of negatives: an embedding has to find its image's other view among the
/// embeddings of earlier steps.
/// </summary>
/// <remarks>
/// With q the first view and k the second, both of unit length and k without a gradient, and n the
/// queue: <c>−log( exp(q·k/τ) / (exp(q·k/τ) + Σ exp(q·n/τ)) )</c>. Then the k take the place of the
/// oldest embeddings in the queue.
/// <para>
/// Shape: each view [N, D], all alike, N at most the queue's length; the result is [N].
/// </para>
/// <para>
/// Begun from: He et al. 2020, arXiv:1911.05722, algorithm 1, without its second network.
/// </para>
/// </remarks>
/// <param name="Temperature">τ. The smaller, the more the nearest negatives count.</param>
/// <param name="Length">The number of embeddings in the queue.</param>
/// <example>
/// <code>
/// { "loss": [{ "use": "queued-negatives", "views": ["a", "b"], "length": 256 }] }
/// </code>
/// </example>
[Component("queued-negatives", "Contrast with a queue of earlier embeddings")]
public sealed record QueuedNegatives(
    [Range(1e-3, 1e3)] double Temperature = 0.2,
    [Range(1, 1_000_000)] int Length = 4096
) : IStatefulLoss
{
    private const string Queue = "queue";
    private const string Oldest = "oldest";

    /// <inheritdoc/>
    public LossRequirement Requirement => new(Views: 2) { StopsGradient = true };

    /// <inheritdoc/>
    public TensorState Begin(StateShape shape)
    {
        var random = shape.Random(Queue, Length).Normal(Length, shape.Widths[0]);
        return TensorState.Empty.With(Queue, Unit(random)).With(Oldest, zeros([], ScalarType.Int64, shape.Device));
    }

    /// <inheritdoc/>
    public LossStep Of(TensorState state, LossInput input)
    {
        var queries = Unit(input.Outputs[0]);
        var keys = Unit(input.Outputs[1].detach());
        var negatives = state[Queue].to(queries.dtype);
        var similarities = cat([(queries * keys).sum(1, keepdim: true), queries.mm(negatives.t())], 1);
        var loss = -(similarities / Temperature).log_softmax(1)[.., 0];

        var images = Math.Min(keys.shape[0], Length);
        var oldest = state[Oldest];
        var rows = (oldest + arange(images, device: oldest.device)).remainder(Length);
        var next = state.WithRows(Queue, rows, keys[..(int)images]).With(Oldest, (oldest + images).remainder(Length));
        return new(loss, next);
    }

    private static Tensor Unit(Tensor embeddings) => nn.functional.normalize(embeddings, dim: 1);
}
