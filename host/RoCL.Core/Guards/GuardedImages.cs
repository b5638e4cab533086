using System.Globalization;
using RoCL.Core.Components;
using TorchSharp;

namespace RoCL.Core.Guards;

/// <summary>
/// Images of a plugin: what it says of them is asked once, and every batch is checked as it comes.
/// </summary>
public sealed class GuardedImages : IImages
{
    private readonly ComponentUse _use;
    private readonly IImages _images;

    /// <summary>Opens a part of a data set.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="split">Which part.</param>
    /// <exception cref="ProblemException">
    /// ROCL0300, ROCL0346, ROCL0460, ROCL0461 as the plugin's code and labels are; ROCL0466 it says
    /// that there are no images, or none of any size.
    /// </exception>
    public GuardedImages(Bound<IDataset> data, Split split)
    {
        (_use, _images) = (data.Use, Guard.Call(data.Use, () => data.At(default).Open(split)));
        (Shape, Count, Classes, Labels) = Guard.Call(
            _use,
            () => (_images.Shape, _images.Count, _images.Classes, _images.Labels)
        );
        if (Shape is null or { Channels: < 1 } or { Height: < 1 } or { Width: < 1 } || Count < 1 || Classes is null)
        {
            throw Blame.Fault(
                _use,
                "ROCL0466",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"says that it has {Count} images of the shape {Shape?.ToString() ?? "null"}"
                        + $"{(Classes is null ? ", and null for classes" : "")}."
                )
            );
        }

        Guard.Call(_use, () => Labelling.Checked(_images));
    }

    /// <inheritdoc/>
    public ImageShape Shape { get; }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public Tensor? Labels { get; }

    /// <summary>
    /// Some of the images. ROCL0467 a batch of another shape or type than was promised, ROCL0468
    /// pixels not finite or outside [0, 1].
    /// </summary>
    /// <inheritdoc/>
    public Batch Gather(Tensor indices)
    {
        var batch = Guard.Call(_use, () => _images.Gather(indices));
        Guard.Live(_use, batch.Images);
        Guard.Live(_use, batch.Indices);
        if (Labels is not null)
            Guard.Live(_use, batch.Labels);
        var rows = indices.shape[0];
        Demand(batch.Images, ScalarType.Float32, rows, Shape.Channels, Shape.Height, Shape.Width);
        Demand(batch.Indices, ScalarType.Int64, rows);
        if (batch.Labels is { } labels)
            Demand(labels, ScalarType.Int64, rows);
        var (least, greatest) = Guard.Range(batch.Images);
        return least >= -1e-4f && greatest <= 1 + 1e-4f
            ? batch
            : throw Blame.Fault(
                _use,
                "ROCL0468",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"gave pixels from {least} to {greatest} instead of [0, 1]."
                )
            );
    }

    private void Demand(Tensor part, ScalarType type, params long[] shape)
    {
        if (
            part.dtype != type
            || part.device_type != DeviceType.CPU
            || part.is_sparse
            || !part.shape.SequenceEqual(shape)
        )
        {
            throw Blame.Fault(
                _use,
                "ROCL0467",
                $"gave a batch of {part.dtype} [{string.Join(", ", part.shape)}] on {part.device_type} "
                    + $"instead of {type} [{string.Join(", ", shape)}] on CPU."
            );
        }
    }
}
