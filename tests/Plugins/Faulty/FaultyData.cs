namespace Lab.Faulty;

/// <summary>Random images of three classes, sound until they misbehave.</summary>
/// <param name="Kind">The fault that they have; empty for none.</param>
/// <param name="After">
/// After how many batches; the first is the one that a run records its images by.
/// </param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-data", "Random images")]
public sealed record FaultyData(string Kind = "", int After = 3, string Repaired = "") : IDataset
{
    /// <inheritdoc/>
    public IImages Open(Split split)
    {
        var now = File.Exists(Repaired) ? "" : Kind;
        using var generator = new Generator(split == Split.Train ? 7u : 8u, CPU);
        var pixels = randint(0, 256, [32, 1, 8, 8], ScalarType.Byte, generator: generator).DetachFromDisposeScope();
        var labels = arange(32, ScalarType.Int64).remainder(3).DetachFromDisposeScope();
        var given = now switch
        {
            "mislabelled" => labels + 1,
            "labels of reals" => labels.to(ScalarType.Float32),
            _ => labels,
        };
        var sound = new PixelImages(pixels, given, ["a", "b", "c"]);
        return now switch
        {
            "open throws" => throw new InvalidDataException("the disk is empty"),
            "open gives null" => null!,
            "none" => new FaultyImages(sound, 0, new(now, After, Repaired)),
            _ => new FaultyImages(sound, 32, new(now, After, Repaired)),
        };
    }
}

internal sealed class FaultyImages(IImages sound, long count, Fault fault) : IImages
{
    public ImageShape Shape => sound.Shape;

    public long Count => count;

    public IReadOnlyList<string> Classes => sound.Classes;

    public Tensor? Labels => sound.Labels;

    public Batch Gather(Tensor indices)
    {
        var batch = sound.Gather(indices);
        var now = fault.Next();
        return now switch
        {
            "shape" => batch with { Images = batch.Images[.., .., 1..] },
            "range" => batch with { Images = batch.Images * 255 },
            "batch null" => null!,
            "no labels" => batch with { Labels = null },
            "other indices" => batch with { Indices = batch.Indices + 1 },
            "short labels" => batch with { Labels = batch.Labels![1..] },
            _ => batch with { Images = fault.In(now, batch.Images) },
        };
    }
}
