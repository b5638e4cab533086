namespace Lab.Faulty;

/// <summary>The distance to a centre that it carries along, sound until it misbehaves.</summary>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="After">After how many steps.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-centre", "Distance to a moving centre")]
public sealed record FaultyCentre(string Kind = "", int After = 2, string Repaired = "") : IStatefulLoss
{
    private const string Centre = "centre";

    private readonly Fault _fault = new(Kind, After, Repaired);

    private string Now => File.Exists(Repaired) ? "" : Kind;

    /// <inheritdoc/>
    public TensorState Begin(StateShape shape) =>
        Now switch
        {
            "begin null" => null!,
            "begin name" => TensorState.Empty.With("a b", zeros(1)),
            _ => TensorState.Empty.With(Centre, zeros(shape.Widths[0], device: shape.Device)),
        };

    /// <inheritdoc/>
    public LossStep Of(TensorState state, LossInput input)
    {
        var outputs = input.Outputs[0];
        var centre = state[Centre];
        var moved = centre.lerp(outputs.detach().mean([0]), 0.1);
        var loss = 0.01 * (outputs - centre).square().mean([1]);
        var now = _fault.Next();
        return now switch
        {
            "state null" => new(loss, null!),
            "names" => new(loss, state.With("more", moved)),
            "shape" => new(loss, state.With(Centre, moved[1..])),
            "double" => new(loss, state.With(Centre, moved.to(ScalarType.Float64))),
            "state nan" => new(loss, state.With(Centre, moved * double.NaN)),
            "state disposed" => new(loss, state.With(Centre, Disposed(moved))),
            "writes" => new(loss, Written(state, moved)),
            _ => new(_fault.In(now, loss), state.With(Centre, moved)),
        };
    }

    // What it writes to is its own copy.
    private static TensorState Written(TensorState state, Tensor moved)
    {
        state[Centre].fill_(7);
        return state.With(Centre, moved);
    }

    private static Tensor Disposed(Tensor tensor)
    {
        tensor.Dispose();
        return tensor;
    }
}
