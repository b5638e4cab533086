namespace RoCL.Contracts.Testing;

/// <summary>What <see cref="IHead"/> promises.</summary>
public static class HeadLaws
{
    /// <summary>[N, D], the same D for every N.</summary>
    public static Law<IHead> GivesOutputs { get; } = Law("gives finite [N, D], the same D for every N, in eval and in train mode", (head, of, features) =>
    {
        using var network = NetworkLaws.Built(head(), of);
        var alone = NetworkLaws.Outputs(network, features.narrow(0, 0, 1));
        if (NetworkLaws.Misshapen(alone, 1) is { } one) return one;
        return new[] { false, true }.Select(train =>
        {
            var outputs = NetworkLaws.Outputs(network, features, train);
            return NetworkLaws.Misshapen(outputs, of.Images) ?? Observed.NotFinite("the result", outputs)
                ?? (outputs.shape[1] == alone.shape[1] ? null : $"{alone.shape[1]} outputs for one image, {outputs.shape[1]} for {of.Images}");
        }).FirstOrDefault(wrong => wrong is not null);
    });

    /// <summary>In eval mode the same features give the same outputs, each row by itself, and nothing is written to.</summary>
    public static Law<IHead> IsPureInEvalMode { get; } = Law("in eval mode gives each row its own outputs, again and again, and changes nothing", (head, of, features) =>
    {
        using var network = NetworkLaws.Built(head(), of);
        return NetworkLaws.Impure(network, features, of.Values);
    });

    /// <summary>What it writes down makes another network of it.</summary>
    public static Law<IHead> HasAllItsState { get; } = Law("is the same network again from its weights and statistics", (head, of, features) =>
    {
        using var network = NetworkLaws.Built(head(), of);
        using var other = NetworkLaws.Built(head(), of with { Seed = of.Seed + 1 });
        return NetworkLaws.NotRestored(network, other, features);
    });

    /// <summary>The encoder can learn: the gradient reaches the features.</summary>
    public static Law<IHead> LetsTheGradientThrough { get; } = Law("lets a finite gradient through to the features", (head, of, features) =>
    {
        using var network = NetworkLaws.Built(head(), of);
        return NetworkLaws.NoGradient(network, features);
    });

    /// <summary>Its weights come from libtorch's generator, which the host seeds.</summary>
    public static Law<IHead> FollowsTheSeed { get; } = Law("is drawn from libtorch's generator: the same seed, the same weights", (head, of, _) =>
    {
        using var network = NetworkLaws.Built(head(), of);
        using var other = NetworkLaws.Built(head(), of);
        return NetworkState.Changed(network, other);
    });

    /// <summary>No native tensor lives longer than the step.</summary>
    public static Law<IHead> LeavesNoTensor { get; } = Law("leaves no native tensor behind", (head, of, features) =>
    {
        using var network = NetworkLaws.Built(head(), of);
        return Observed.Left(() => NetworkLaws.Outputs(network, features));
    });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Law<IHead>> All { get; } =
        [GivesOutputs, IsPureInEvalMode, HasAllItsState, LetsTheGradientThrough, FollowsTheSeed, LeavesNoTensor];

    private static Law<IHead> Law(string sentence, Func<Func<IHead>, FeatureBatch, Tensor, string?> seen) =>
        Law<IHead>.For(sentence, _ => FeatureBatch.Any(), (head, of) => seen(head, of, of.Values), new(Share: 4));
}
