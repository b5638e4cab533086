namespace RoCL.Contracts.Testing;

/// <summary>What <see cref="IDataset"/> and its <see cref="IImages"/> promise.</summary>
public static class DatasetLaws
{
    /// <summary>
    /// Images as the contract has them: float32 [N, C, H, W] in [0, 1] on the CPU.
    /// </summary>
    public static Law<IDataset> GivesImages { get; } =
        Law(
            "gives float32 images of its shape in [0, 1], on the CPU, with the places that were asked for",
            (images, _, places) =>
            {
                var (batch, shape) = (images.Gather(places), images.Shape);
                var expected = new[] { places.shape[0], shape.Channels, shape.Height, shape.Width };
                if (!batch.Images.shape.SequenceEqual(expected))
                    return $"{Observed.Shape(batch.Images)} came back, and [{string.Join(", ", expected)}] was expected";
                if (batch.Images.dtype != ScalarType.Float32 || batch.Images.device_type != TorchSharp.DeviceType.CPU)
                    return $"{batch.Images.dtype} on {batch.Images.device_type} came back";
                var (low, high) = (batch.Images.min().item<float>(), batch.Images.max().item<float>());
                return !(low >= 0 && high <= 1)
                    ? $"pixels run from {Observed.Number(low)} to {Observed.Number(high)} instead of [0, 1]"
                    : Observed.Differing("the places asked for and those told", batch.Indices, places);
            }
        );

    /// <summary>Labels number the classes, and a batch's are the data set's.</summary>
    public static Law<IDataset> HasSoundLabels { get; } =
        Law(
            "has labels that number its classes, or none, the same in every batch",
            (images, _, places) =>
            {
                if (images.Labels is not { } labels)
                    return images.Gather(places).Labels is null ? null : "a batch has labels and the data set has none";
                if (labels.dtype != ScalarType.Int64 || !labels.shape.SequenceEqual([images.Count]))
                    return $"labels are {labels.dtype} {Observed.Shape(labels)} for {images.Count} images";
                var (low, high) = (labels.min().item<long>(), labels.max().item<long>());
                return low < 0 || high >= images.Classes.Count
                        ? $"labels run from {low} to {high}, and there are {images.Classes.Count} classes"
                    : images.Gather(places).Labels is not { } some ? "a batch has no labels and the data set has"
                    : Observed.Differing("a batch's labels and the data set's", some, labels.index_select(0, places));
            }
        );

    /// <summary>
    /// The same places give the same images, whatever was asked for before, and from a part opened
    /// anew.
    /// </summary>
    public static Law<IDataset> IsPure { get; } =
        Law(
            "gives the same images for the same places, opened again too, and writes to no input",
            (images, again, places) =>
            {
                var (first, untouched) = (images.Gather(places).Images, places.clone());
                images.Gather(places.flip(0));
                var reopened = again();
                return Observed.Differing("the places before and after", places, untouched)
                    ?? Observed.Differing("the same call a second time", images.Gather(places).Images, first)
                    ?? Observed.Differing(
                        "each image by itself",
                        cat([
                            .. Enumerable
                                .Range(0, (int)places.shape[0])
                                .Select(i => images.Gather(places.narrow(0, i, 1)).Images),
                        ]),
                        first
                    )
                    ?? (
                        reopened.Count == images.Count
                            ? null
                            : $"{images.Count} images, and {reopened.Count} when opened again"
                    )
                    ?? Observed.Differing("the same part opened again", reopened.Gather(places).Images, first);
            }
        );

    /// <summary>A batch's tensors are the step's.</summary>
    public static Law<IDataset> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor of a batch behind",
            (images, _, places) => Observed.Left(() => images.Gather(places))
        );

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Law<IDataset>> All { get; } = [GivesImages, HasSoundLabels, IsPure, LeavesNoTensor];

    private static Law<IDataset> Law(string sentence, Func<IImages, Func<IImages>, Tensor, string?> seen) =>
        Law<IDataset>.For(
            sentence,
            _ => Selection.Any(),
            (dataset, of) =>
            {
                var (data, images) = (dataset(), dataset().Open(of.Split));
                return images.Count < 1 ? $"it has {images.Count} images"
                    : images.Shape is not { Channels: > 0, Height: > 0, Width: > 0 } ? $"its shape is {images.Shape}"
                    : seen(images, () => data.Open(of.Split), of.Places(images.Count));
            },
            new(Share: 4)
        );
}
