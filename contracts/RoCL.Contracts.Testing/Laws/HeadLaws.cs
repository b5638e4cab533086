namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="IHead"/>.</summary>
public static class HeadLaws
{
    private static readonly NetworkPromises<IHead, FeatureBatch> Promises = new(
        NetworkLaws.Built,
        batch => batch.Values,
        batch => batch with { Seed = batch.Seed + 1 },
        FeatureBatch.Any,
        new(OneCaseIn: 4),
        new(Row: "row", Rows: "features", Outputs: "outputs")
    );

    /// <summary>Outputs are [N, D], with the same D for every N.</summary>
    public static Law<IHead> GivesOutputs { get; } = Promises.GivesOutputs();

    /// <summary>
    /// In eval mode the same features give the same outputs, each row by itself, and nothing is
    /// written to.
    /// </summary>
    public static Law<IHead> IsPureInEvalMode { get; } = Promises.IsPureInEvalMode();

    /// <summary>
    /// Its state dictionary is complete: another network with that state is equal.
    /// </summary>
    public static Law<IHead> HasAllItsState { get; } = Promises.HasAllItsState();

    /// <summary>The gradient reaches the features, so that the encoder can learn.</summary>
    public static Law<IHead> LetsTheGradientThrough { get; } = Promises.LetsTheGradientThrough();

    /// <summary>Its weights are drawn from libtorch's generator, which the host seeds.</summary>
    public static Law<IHead> FollowsTheSeed { get; } = Promises.FollowsTheSeed();

    /// <summary>No native tensor outlives the step.</summary>
    public static Law<IHead> LeavesNoTensor { get; } = Promises.LeavesNoTensor();

    /// <summary>All laws of heads.</summary>
    public static IReadOnlyList<Law<IHead>> All { get; } =
    [GivesOutputs, IsPureInEvalMode, HasAllItsState, LetsTheGradientThrough, FollowsTheSeed, LeavesNoTensor];
}
