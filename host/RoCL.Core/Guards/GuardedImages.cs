using System.Globalization;
using RoCL.Core.Components;
using TorchSharp;

namespace RoCL.Core.Guards;

/// <summary>A data set behind its guard.</summary>
/// <param name="use">The data set, as the recipe names it.</param>
/// <param name="inner">The data set.</param>
public sealed class GuardedDataset(ComponentUse use, IDataset inner) : IDataset
{
    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// ROCL0300, ROCL0346, ROCL0460, ROCL0461 as the plugin's code and labels are; ROCL0466 it says
    /// that there are no images, or none of any size.
    /// </exception>
    public IImages Open(Split split) => new GuardedImages(use, Guard.Call(use, () => Opened(split)));

    private IImages Opened(Split split)
    {
        if (inner is not IGradualDataset gradual)
            return inner.Open(split);
        var what = $"reading {use.Component.Name} {split.ToString().ToLowerInvariant()}";
        var reporting = new Lock();
        var most = 0L;
        return gradual.Open(split, Report);

        // Threads that count in order may report out of order.
        void Report(long done, long total)
        {
            lock (reporting)
            {
                if (done <= most)
                    return;
                most = done;
                WorkTrace.Read(what, done, total);
            }
        }
    }
}

/// <summary>
/// Images of a plugin: what it says of them is asked once, and every batch is checked as it comes.
/// </summary>
internal sealed class GuardedImages : IImages
{
    private readonly ComponentUse _use;
    private readonly IImages _images;

    /// <summary>Asks the plugin about its images.</summary>
    /// <param name="use">The data set, as the recipe names it.</param>
    /// <param name="images">Its images.</param>
    public GuardedImages(ComponentUse use, IImages images)
    {
        _use = use;
        _images = images;
        var said = Guard.Call(
            use,
            () => new Description(images.Shape, images.Count, images.Classes, images.Labels, images.Names, images.Notes)
        );
        if (said.Shape is null or { Channels: < 1 } or { Height: < 1 } or { Width: < 1 } || said.Count < 1)
        {
            var shape = said.Shape?.ToString() ?? "null";
            var count = said.Count.ToString(CultureInfo.InvariantCulture);
            throw Attribution.Fault(
                use,
                "ROCL0466",
                $"The data set says that it has {count} images of the shape {shape}."
            );
        }

        Shape = said.Shape;
        Count = said.Count;
        Classes =
            said.Classes ?? throw Attribution.Fault(use, "ROCL0466", "The data set returned null for its classes.");
        Labels = said.Labels;
        var areWhole = said.Names is { } names && names.Count == Count && names.All(name => name is not null);
        Names = areWhole ? said.Names : null;
        Notes = said.Notes;
        Guard.Call(use, () => Labelling.Checked(images));
    }

    /// <inheritdoc/>
    public ImageShape Shape { get; }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public Tensor? Labels { get; }

    /// <summary>The names; none where there is not one for each image.</summary>
    public IReadOnlyList<string>? Names { get; }

    /// <summary>What the data set says of them; its lists may be null.</summary>
    public DataNotes? Notes { get; }

    /// <summary>
    /// The pixels as bytes, uint8 [Count, C, H, W], where they are held in memory as such.
    /// </summary>
    internal Tensor? Bytes => (_images as PixelImages)?.Pixels;

    /// <summary>
    /// Some of the images. ROCL0467 a batch of another shape, type or indices than was promised,
    /// ROCL0468 pixels not finite or outside [0, 1].
    /// </summary>
    /// <inheritdoc/>
    public Batch Gather(Tensor indices)
    {
        var batch = Guard.Call(_use, () => _images.Gather(indices));
        ReturnedTensors.RequireLive(_use, batch.Images);
        ReturnedTensors.RequireLive(_use, batch.Indices);
        if (Labels is not null)
            ReturnedTensors.RequireLive(_use, batch.Labels);

        var rows = indices.shape[0];
        Require(batch.Images, ScalarType.Float32, rows, Shape.Channels, Shape.Height, Shape.Width);
        Require(batch.Indices, ScalarType.Int64, rows);
        // An image's random values, state and result are found by its index.
        if (!batch.Indices.Equals(indices))
            throw Attribution.Fault(_use, "ROCL0467", "The data set returned other indices than it was asked for.");
        if (batch.Labels is { } labels)
            Require(labels, ScalarType.Int64, rows);

        var range = ReturnedImages.Range(batch.Images);
        return range.IsWithinPixels
            ? batch
            : throw Attribution.Fault(_use, "ROCL0468", $"The data set returned {range} instead of [0, 1].");
    }

    private void Require(Tensor part, ScalarType type, params long[] shape)
    {
        if (
            part.dtype == type
            && part.device_type == DeviceType.CPU
            && !part.is_sparse
            && part.shape.SequenceEqual(shape)
        )
        {
            return;
        }

        var found = $"{part.dtype} [{string.Join(", ", part.shape)}] on {part.device_type}";
        var expected = $"{type} [{string.Join(", ", shape)}] on CPU";
        throw Attribution.Fault(_use, "ROCL0467", $"The data set returned {found} instead of {expected}.");
    }

    // What the plugin says; any of it may be null, whatever the contract promises.
    private sealed record Description(
        ImageShape? Shape,
        long Count,
        IReadOnlyList<string>? Classes,
        Tensor? Labels,
        IReadOnlyList<string>? Names,
        DataNotes? Notes
    );
}
