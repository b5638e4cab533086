namespace RoCL.Contracts.Testing;

/// <summary>Steps of a stateful loss over outputs of one shape.</summary>
/// <param name="Views">The outputs of the first step.</param>
internal sealed record LossSteps(EmbeddedViews Views) : IStateCase<IStatefulLoss>
{
    /// <inheritdoc/>
    public TensorState Begin(IStatefulLoss component) => component.Begin(StateInputs.Of(Input(0)));

    /// <inheritdoc/>
    public TakenStep Take(IStatefulLoss component, TensorState state, int step)
    {
        var taken = component.Of(state, Input(step));
        return new(taken.Loss, taken.Next);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Views}";

    private LossInput Input(int step)
    {
        var views = Views with { Seed = Views.Seed + step };
        return StateInputs.Indexed(views.Input(views.Outputs()));
    }
}
