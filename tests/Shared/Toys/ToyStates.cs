using System.Collections.Immutable;

namespace Shared.Toys;

/// <summary>
/// A queue of embeddings that every image is pushed away from: the state of a loss as in momentum
/// contrast.
/// </summary>
/// <param name="Length">The number of embeddings in the queue.</param>
/// <param name="Name">What the state is called.</param>
/// <param name="Fault">What it does that it must not, from the second step on.</param>
[Component("toy-queue", "Similarity to a queue of earlier embeddings")]
public sealed record ToyNegatives(int Length = 24, string Name = "queue", string Fault = "") : IStatefulLoss
{
    public LossRequirement Requirement => new(Views: 2);

    public TensorState Begin(StateShape shape) =>
        Fault switch
        {
            "begin name" => TensorState.Empty.With("a.b", zeros(2)),
            "begin null" => null!,
            "begin disposed" => TensorState.Empty.With("queue", Disposed()),
            _ => TensorState
                .Empty.With(Name, shape.Random("queue", Length).Normal(Length, shape.Widths[0]))
                .With("pointer", zeros([], ScalarType.Int64)),
        };

    public LossStep Of(TensorState state, LossInput input)
    {
        var queue = state[Name];
        var pointer = state["pointer"];
        var keys = input.Outputs[1].detach();
        var loss = input.Outputs[0].mm(queue.t()).logsumexp(1) - (input.Outputs[0] * keys).sum(1);
        var rows = (arange(keys.shape[0]) + pointer).remainder(Length);
        var next = state.WithRows(Name, rows, keys).With("pointer", (pointer + keys.shape[0]).remainder(Length));
        return new(loss, pointer.item<long>() > 0 ? Faulty(next) : next);
    }

    private TensorState Faulty(TensorState next) =>
        Fault switch
        {
            "shape" => next.With(Name, zeros(3)),
            "type" => next.With("pointer", zeros([], ScalarType.Int32)),
            "names" => next.With("more", zeros(3)),
            "nan" => next.With(Name, next[Name] * double.NaN),
            "nan rows" => next.WithRows(Name, arange(2), full([2, next[Name].shape[1]], double.NaN)),
            "disposed" => next.With(Name, Disposed()),
            "none" => null!,
            "unknown" => next.WithRows("other", arange(2), zeros(2, 2)),
            "rows" => next.WithRows(Name, arange(2), zeros(2, 2)),
            "throw" => throw new InvalidOperationException("out of ideas"),
            _ => next,
        };

    private static Tensor Disposed()
    {
        var tensor = zeros(2);
        tensor.Dispose();
        return tensor;
    }
}

/// <summary>An attack that begins where it ended when it last saw the image.</summary>
/// <param name="Step">The length of its one step.</param>
/// <param name="Fault">What it does that it must not.</param>
[Component("toy-warm", "Goes on from each image's last perturbation")]
public sealed record ToyWarm(double Step = 0.02, string Fault = "") : IStatefulAttack
{
    public TensorState Begin(StateShape shape) =>
        TensorState
            .Empty.With(
                "perturbation",
                zeros([shape.Images, shape.Image.Channels, shape.Image.Height, shape.Image.Width], ScalarType.Float16)
            )
            .With("visits", zeros([shape.Images], ScalarType.Byte));

    public AttackStep Perturb(TensorState state, AttackInput input)
    {
        var kept = state.Rows("perturbation", input.Indices).to(ScalarType.Float32);
        var start = input.Threat.Project(input.Clean + kept, input.Clean);
        var step = Step * input.Threat.SteepestDirection(input.Objective.Gradient(start), start);
        var moved = input.Threat.Project(start + step, input.Clean);
        var next = state
            .WithRows("perturbation", input.Indices, moved - input.Clean)
            .WithRows("visits", input.Indices, state.Rows("visits", input.Indices) + 1);
        return Fault switch
        {
            "nan" => new(moved, next.WithRows("perturbation", input.Indices, (moved - input.Clean) * double.NaN)),
            "leaves" => new(moved + 1, next),
            "shape" => new(moved, next.With("visits", zeros(1, ScalarType.Byte))),
            _ => new(moved, next),
        };
    }
}

/// <summary>Keeps what stateful components were given.</summary>
[Component("toy-drawn", "Moves nothing, and keeps the values that its view was augmented by")]
public sealed record ToyDrawn : IStatefulAttack
{
    [ThreadStatic]
    private static ImmutableArray<Tensor> _drawn;

    /// <summary>
    /// The first draw of each augmentation, and the indices, of the last call on this thread.
    /// </summary>
    public static ImmutableArray<Tensor> Drawn => _drawn;

    public TensorState Begin(StateShape shape) => TensorState.Empty;

    public AttackStep Perturb(TensorState state, AttackInput input)
    {
        var drawn = input.Augmentations.Select(view =>
            view.Single().Random.Uniform(view.Single().Random.Images, 1, 8, 8)
        );
        _drawn = [.. drawn.Append(input.Indices.clone()).Select(tensor => tensor.DetachFromDisposeScope())];
        return new(input.Clean, state);
    }
}
