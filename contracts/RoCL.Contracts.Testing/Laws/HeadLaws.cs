namespace RoCL.Contracts.Testing;

/// <summary>What <see cref="IHead"/> promises.</summary>
public static class HeadLaws
{
    private static readonly NetworkPromises<IHead, FeatureBatch> Promises = new(
        NetworkLaws.Built,
        of => of.Values,
        of => of with { Seed = of.Seed + 1 },
        FeatureBatch.Any,
        new(Share: 4),
        ("row", "features", "outputs")
    );

    /// <summary>[N, D], the same D for every N.</summary>
    public static Law<IHead> GivesOutputs { get; } = Promises.GivesOutputs();

    /// <summary>
    /// In eval mode the same features give the same outputs, each row by itself, and nothing is
    /// written to.
    /// </summary>
    public static Law<IHead> IsPureInEvalMode { get; } = Promises.IsPureInEvalMode();

    /// <summary>What it writes down makes another network of it.</summary>
    public static Law<IHead> HasAllItsState { get; } = Promises.HasAllItsState();

    /// <summary>The encoder can learn: the gradient reaches the features.</summary>
    public static Law<IHead> LetsTheGradientThrough { get; } = Promises.LetsTheGradientThrough();

    /// <summary>Its weights come from libtorch's generator, which the host seeds.</summary>
    public static Law<IHead> FollowsTheSeed { get; } = Promises.FollowsTheSeed();

    /// <summary>No native tensor lives longer than the step.</summary>
    public static Law<IHead> LeavesNoTensor { get; } = Promises.LeavesNoTensor();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Law<IHead>> All { get; } =
    [GivesOutputs, IsPureInEvalMode, HasAllItsState, LetsTheGradientThrough, FollowsTheSeed, LeavesNoTensor];
}
