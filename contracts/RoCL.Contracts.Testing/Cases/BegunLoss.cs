namespace RoCL.Contracts.Testing;

/// <summary>A stateful loss at the beginning, as a loss: the laws of losses hold of it.</summary>
/// <param name="Loss">The loss.</param>
internal sealed record BegunLoss(IStatefulLoss Loss) : ILoss
{
    /// <inheritdoc/>
    public LossRequirement Requirement => Loss.Requirement;

    /// <summary>A loss that needs no state.</summary>
    public static ILoss Of(ILoss loss) => loss is IStatefulLoss stateful ? new BegunLoss(stateful) : loss;

    /// <inheritdoc/>
    public Tensor Of(LossInput input)
    {
        var indexed = StateInputs.Indexed(input);
        return Loss.Of(Loss.Begin(StateInputs.Of(indexed)), indexed).Loss;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Loss}";
}
