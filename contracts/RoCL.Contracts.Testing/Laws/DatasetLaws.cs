namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="IDataset"/> and its <see cref="IImages"/>.</summary>
public static class DatasetLaws
{
    /// <summary>
    /// Images as the contract describes them: float32 [N, C, H, W] in [0, 1] on the CPU.
    /// </summary>
    public static Law<IDataset> GivesImages { get; } =
        Law(
            "gives float32 images of its shape in [0, 1], on the CPU, with the places that were asked for",
            (images, _, indices) =>
            {
                var batch = images.Gather(indices);
                return OtherForm(batch.Images, images.Shape, indices.shape[0])
                    ?? Discrepancy.OutsideUnitRange(batch.Images)
                    ?? Discrepancy.Different("the places asked for and those returned", batch.Indices, indices);
            }
        );

    /// <summary>Labels number the classes, and a batch has the labels of the data set.</summary>
    public static Law<IDataset> HasSoundLabels { get; } =
        Law(
            "has labels that number its classes, or none, the same in every batch",
            (images, _, indices) =>
            {
                if (images.Labels is not { } labels)
                    return IsLabelled(images.Gather(indices)) ? "a batch has labels and the data set has none" : null;
                if (labels.dtype != ScalarType.Int64 || !labels.shape.SequenceEqual([images.Count]))
                    return $"labels are {labels.dtype} {Discrepancy.Shape(labels)} for {images.Count} images";

                var lowest = labels.min().item<long>();
                var highest = labels.max().item<long>();
                if (lowest < 0 || highest >= images.Classes.Count)
                    return $"labels run from {lowest} to {highest}, and there are {images.Classes.Count} classes";
                if (images.Gather(indices).Labels is not { } labelsOfBatch)
                    return "a batch has no labels and the data set has";
                var expected = labels.index_select(0, indices);
                return Discrepancy.Different("a batch's labels and the data set's", labelsOfBatch, expected);
            }
        );

    /// <summary>
    /// The same indices give the same images, whatever was read before, and also when the split is
    /// opened again.
    /// </summary>
    public static Law<IDataset> IsPure { get; } =
        Law(
            "gives the same images for the same places, opened again too, and writes to no input",
            (images, openAgain, indices) =>
            {
                var first = images.Gather(indices).Images;
                var untouched = indices.clone();
                images.Gather(indices.flip(0));
                return Discrepancy.Different("the places before and after", indices, untouched)
                    ?? Discrepancy.Different("the same call a second time", images.Gather(indices).Images, first)
                    ?? Discrepancy.Different("each image by itself", OneByOne(images, indices), first)
                    ?? DifferentAgain(openAgain(), images.Count, indices, first);
            }
        );

    /// <summary>No native tensor of a batch outlives the step.</summary>
    public static Law<IDataset> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor of a batch behind",
            (images, _, indices) => Discrepancy.LeakedTensors(() => images.Gather(indices))
        );

    /// <summary>All laws of data sets.</summary>
    public static IReadOnlyList<Law<IDataset>> All { get; } = [GivesImages, HasSoundLabels, IsPure, LeavesNoTensor];

    private static Law<IDataset> Law(string sentence, Func<IImages, Func<IImages>, Tensor, string?> observe) =>
        Law<IDataset>.For(
            sentence,
            _ => Selection.Any(),
            (create, selection) =>
            {
                var images = create().Open(selection.Split);
                if (images.Count < 1)
                    return $"it has {images.Count} images";
                if (images.Shape is not { Channels: > 0, Height: > 0, Width: > 0 })
                    return $"its shape is {images.Shape}";
                return observe(images, () => create().Open(selection.Split), selection.Indices(images.Count));
            },
            new(OneCaseIn: 4)
        );

    private static bool IsLabelled(Batch batch) => batch.Labels is not null;

    private static string? OtherForm(Tensor images, ImageShape shape, long count)
    {
        long[] expected = [count, shape.Channels, shape.Height, shape.Width];
        if (!images.shape.SequenceEqual(expected))
            return $"{Discrepancy.Shape(images)} came back, and [{string.Join(", ", expected)}] was expected";
        if (images.dtype != ScalarType.Float32 || images.device_type != TorchSharp.DeviceType.CPU)
            return $"{images.dtype} on {images.device_type} came back";
        return null;
    }

    private static Tensor OneByOne(IImages images, Tensor indices)
    {
        var count = (int)indices.shape[0];
        return cat([.. Enumerable.Range(0, count).Select(i => images.Gather(indices.narrow(0, i, 1)).Images)]);
    }

    private static string? DifferentAgain(IImages reopened, long count, Tensor indices, Tensor first)
    {
        if (reopened.Count != count)
            return $"{count} images, and {reopened.Count} when opened again";
        return Discrepancy.Different("the same part opened again", reopened.Gather(indices).Images, first);
    }
}
