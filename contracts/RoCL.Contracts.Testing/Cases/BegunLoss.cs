namespace RoCL.Contracts.Testing;

/// <summary>A stateful loss at the beginning, as a loss: the laws of losses hold of it.</summary>
/// <param name="Loss">The loss.</param>
internal sealed record BegunLoss(IStatefulLoss Loss) : ILoss
{
    /// <inheritdoc/>
    public LossRequirement Requirement => Loss.Requirement;

    /// <summary>What is observed of a loss; of one with a state, at its beginning.</summary>
    /// <param name="observe">What is wrong in a case, in words.</param>
    public static Func<Func<ILoss>, EmbeddedViews, string?> Observed(
        Func<Func<ILoss>, EmbeddedViews, string?> observe
    ) => (create, views) => observe(() => Of(create()), views);

    private static ILoss Of(ILoss loss) => loss is IStatefulLoss stateful ? new BegunLoss(stateful) : loss;

    /// <inheritdoc/>
    public Tensor Of(LossInput input)
    {
        var indexed = StateInputs.Indexed(input);
        return Loss.Of(Loss.Begin(StateInputs.Of(indexed)), indexed).Loss;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Loss}";
}
