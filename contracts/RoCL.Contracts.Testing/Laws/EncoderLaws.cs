namespace RoCL.Contracts.Testing;

/// <summary>What <see cref="IEncoder"/> promises, on images as small as the field's: 1x28x28 and 3x32x32.</summary>
public static class EncoderLaws
{
    private static readonly Breadth Dear = new(Share: 8);

    /// <summary>[N, F], the same F for every N.</summary>
    public static Law<IEncoder> GivesFeatures { get; } = Law("gives [N, F] of floating point, the same F for every N, in eval and in train mode", (encoder, of, images) =>
    {
        using var network = NetworkLaws.Built(encoder(), of);
        var alone = NetworkLaws.Outputs(network, images.narrow(0, 0, 1));
        if (NetworkLaws.Misshapen(alone, 1) is { } one) return one;
        return new[] { false, true }.Select(train =>
        {
            var features = NetworkLaws.Outputs(network, images, train);
            return NetworkLaws.Misshapen(features, of.Images) ?? Observed.NotFinite(train ? "the features in train mode" : "the features", features)
                ?? (features.shape[1] == alone.shape[1] ? null : $"{alone.shape[1]} features for one image, {features.shape[1]} for {of.Images}");
        }).FirstOrDefault(wrong => wrong is not null);
    });

    /// <summary>In eval mode the same images give the same features, each image by itself, and nothing is written to.</summary>
    public static Law<IEncoder> IsPureInEvalMode { get; } = Law("in eval mode gives each image its own features, again and again, and changes nothing", (encoder, of, images) =>
    {
        using var network = NetworkLaws.Built(encoder(), of);
        return NetworkLaws.Impure(network, images, of.Pixels);
    });

    /// <summary>What it writes down makes another network of it.</summary>
    public static Law<IEncoder> HasAllItsState { get; } = Law("is the same network again from its weights and statistics", (encoder, of, images) =>
    {
        using var network = NetworkLaws.Built(encoder(), of);
        using var other = NetworkLaws.Built(encoder(), of with { Seed = of.Seed + 1 });
        return NetworkLaws.NotRestored(network, other, images);
    });

    /// <summary>Images can be attacked: the gradient reaches them.</summary>
    public static Law<IEncoder> LetsTheGradientThrough { get; } = Law("lets a finite gradient through to the images", (encoder, of, images) =>
    {
        using var network = NetworkLaws.Built(encoder(), of);
        return NetworkLaws.NoGradient(network, images);
    });

    /// <summary>Its weights come from libtorch's generator, which the host seeds.</summary>
    public static Law<IEncoder> FollowsTheSeed { get; } = Law("is drawn from libtorch's generator: the same seed, the same weights", (encoder, of, _) =>
    {
        using var network = NetworkLaws.Built(encoder(), of);
        using var other = NetworkLaws.Built(encoder(), of);
        return NetworkState.Changed(network, other);
    });

    /// <summary>Where the images lie in memory changes nothing.</summary>
    public static Law<IEncoder> TakesAnyLayout { get; } = Law("gives the same features for images however they lie in memory", (encoder, of, images) =>
    {
        using var network = NetworkLaws.Built(encoder(), of);
        var features = NetworkLaws.Outputs(network, ImageBatch.Laid(images, MemoryLayout.ChannelsLast));
        return Enum.GetValues<MemoryLayout>().Select(layout => Observed.Apart(
            $"{layout} beside {MemoryLayout.ChannelsLast}", NetworkLaws.Outputs(network, ImageBatch.Laid(images, layout)), features, 1e-4))
            .FirstOrDefault(wrong => wrong is not null);
    });

    /// <summary>No native tensor lives longer than the step.</summary>
    public static Law<IEncoder> LeavesNoTensor { get; } = Law("leaves no native tensor behind", (encoder, of, images) =>
    {
        using var network = NetworkLaws.Built(encoder(), of);
        return Observed.Left(() => NetworkLaws.Outputs(network, images));
    });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Law<IEncoder>> All { get; } =
        [GivesFeatures, IsPureInEvalMode, HasAllItsState, LetsTheGradientThrough, FollowsTheSeed, TakesAnyLayout, LeavesNoTensor];

    private static Law<IEncoder> Law(string sentence, Func<Func<IEncoder>, ImageBatch, Tensor, string?> seen) => Law<IEncoder>.For(
        sentence, _ => ImageBatch.OfTheField(), (encoder, of) => seen(encoder, of, of.Pixels), Dear);
}
