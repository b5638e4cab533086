namespace RoCL.Contracts.Testing;

/// <summary>
/// The promises of <see cref="IEncoder"/>, on images of the smallest usual shapes: 1x28x28 and
/// 3x32x32.
/// </summary>
public static class EncoderLaws
{
    private static readonly MemoryLayout[] OtherLayouts = [MemoryLayout.Contiguous, MemoryLayout.Strided];

    private static readonly NetworkPromises<IEncoder, ImageBatch> Promises = new(
        NetworkLaws.Built,
        batch => batch.Pixels,
        batch => batch with { Seed = batch.Seed + 1 },
        ImageBatch.OfUsualShapes,
        new(OneCaseIn: 8),
        new(Row: "image", Rows: "images", Outputs: "features")
    );

    /// <summary>Features are [N, F], with the same F for every N.</summary>
    public static Law<IEncoder> GivesFeatures { get; } = Promises.GivesOutputs();

    /// <summary>
    /// In eval mode the same images give the same features, each image by itself, and nothing is
    /// written to.
    /// </summary>
    public static Law<IEncoder> IsPureInEvalMode { get; } = Promises.IsPureInEvalMode();

    /// <summary>
    /// Its state dictionary is complete: another network with that state is equal.
    /// </summary>
    public static Law<IEncoder> HasAllItsState { get; } = Promises.HasAllItsState();

    /// <summary>The gradient reaches the images, so that they can be attacked.</summary>
    public static Law<IEncoder> LetsTheGradientThrough { get; } = Promises.LetsTheGradientThrough();

    /// <summary>Its weights are drawn from libtorch's generator, which the host seeds.</summary>
    public static Law<IEncoder> FollowsTheSeed { get; } = Promises.FollowsTheSeed();

    /// <summary>The images' memory layout changes nothing.</summary>
    public static Law<IEncoder> TakesAnyLayout { get; } =
        Promises.OfOneNetwork(
            "gives the same features for images however they lie in memory",
            (network, _, images) =>
            {
                Tensor InLayout(MemoryLayout layout) =>
                    NetworkLaws.Outputs(network, ImageBatch.InLayout(images, layout));

                var channelsLast = InLayout(MemoryLayout.ChannelsLast);
                foreach (var layout in OtherLayouts)
                {
                    var what = $"{layout} and {MemoryLayout.ChannelsLast}";
                    if (Discrepancy.Different(what, InLayout(layout), channelsLast, 1e-4) is { } wrong)
                        return wrong;
                }
                return null;
            }
        );

    /// <summary>No native tensor outlives the step.</summary>
    public static Law<IEncoder> LeavesNoTensor { get; } = Promises.LeavesNoTensor();

    /// <summary>All laws of encoders.</summary>
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
