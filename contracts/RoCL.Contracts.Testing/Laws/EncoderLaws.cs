namespace RoCL.Contracts.Testing;

/// <summary>
/// What <see cref="IEncoder"/> promises, on images as small as the field's: 1x28x28 and 3x32x32.
/// </summary>
public static class EncoderLaws
{
    private static readonly NetworkPromises<IEncoder, ImageBatch> Promises = new(
        NetworkLaws.Built,
        of => of.Pixels,
        of => of with { Seed = of.Seed + 1 },
        ImageBatch.OfTheField,
        new(Share: 8),
        ("image", "images", "features")
    );

    /// <summary>[N, F], the same F for every N.</summary>
    public static Law<IEncoder> GivesFeatures { get; } = Promises.GivesOutputs();

    /// <summary>
    /// In eval mode the same images give the same features, each image by itself, and nothing is
    /// written to.
    /// </summary>
    public static Law<IEncoder> IsPureInEvalMode { get; } = Promises.IsPureInEvalMode();

    /// <summary>What it writes down makes another network of it.</summary>
    public static Law<IEncoder> HasAllItsState { get; } = Promises.HasAllItsState();

    /// <summary>Images can be attacked: the gradient reaches them.</summary>
    public static Law<IEncoder> LetsTheGradientThrough { get; } = Promises.LetsTheGradientThrough();

    /// <summary>Its weights come from libtorch's generator, which the host seeds.</summary>
    public static Law<IEncoder> FollowsTheSeed { get; } = Promises.FollowsTheSeed();

    /// <summary>Where the images lie in memory changes nothing.</summary>
    public static Law<IEncoder> TakesAnyLayout { get; } =
        Promises.On(
            "gives the same features for images however they lie in memory",
            (network, _, images) =>
            {
                var features = NetworkLaws.Outputs(network, ImageBatch.Laid(images, MemoryLayout.ChannelsLast));
                return Enum.GetValues<MemoryLayout>()
                    .Select(layout =>
                        Observed.Apart(
                            $"{layout} beside {MemoryLayout.ChannelsLast}",
                            NetworkLaws.Outputs(network, ImageBatch.Laid(images, layout)),
                            features,
                            1e-4
                        )
                    )
                    .FirstOrDefault(wrong => wrong is not null);
            }
        );

    /// <summary>No native tensor lives longer than the step.</summary>
    public static Law<IEncoder> LeavesNoTensor { get; } = Promises.LeavesNoTensor();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Law<IEncoder>> All { get; } =
    [
        GivesFeatures,
        IsPureInEvalMode,
        HasAllItsState,
        LetsTheGradientThrough,
        FollowsTheSeed,
        TakesAnyLayout,
        LeavesNoTensor,
    ];
}
