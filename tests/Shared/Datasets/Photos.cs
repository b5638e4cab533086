namespace Shared.Datasets;

/// <summary>Some images and their labels, and the files that hold them.</summary>
/// <param name="Labels">One an image.</param>
/// <param name="Groups">Another one an image, below 20.</param>
/// <param name="Pixels">[N, 3072].</param>
internal sealed record Photos(byte[] Labels, byte[] Groups, byte[] Pixels)
{
    public const int Each = 3072;

    public int Count => Labels.Length;

    /// <summary>Any contents.</summary>
    public static Photos Random(Random random, int count, int classes = 10)
    {
        var pixels = new byte[count * Each];
        random.NextBytes(pixels);
        return new(
            [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(classes))],
            [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(20))],
            pixels
        );
    }

    /// <summary>Images of one value, which compress well.</summary>
    public static Photos Plain(byte value, params byte[] labels)
    {
        var pixels = new byte[labels.Length * Each];
        Array.Fill(pixels, value);
        return new(labels, labels, pixels);
    }

    /// <summary>A file of CIFAR-10's binary form.</summary>
    public byte[] Binary => Records(Labels);

    /// <summary>A file of CIFAR-100's binary form.</summary>
    public byte[] FineBinary => Records(Groups, Labels);

    // A byte of each kind of label, then the pixels of the image.
    private byte[] Records(params byte[][] labels)
    {
        using var records = new MemoryStream();
        for (var i = 0; i < Count; i++)
        {
            foreach (var kind in labels)
                records.WriteByte(kind[i]);
            records.Write(Pixels, i * Each, Each);
        }
        return records.ToArray();
    }
}
