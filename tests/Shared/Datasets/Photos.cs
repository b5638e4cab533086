using RoCL.Core.Evaluation;

namespace Shared.Datasets;

/// <summary>Some images and their labels, and the files that hold them.</summary>
/// <param name="Labels">One a image.</param>
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

    /// <summary>A file of CIFAR-10's python form.</summary>
    public byte[] Pickle(bool byColumns = false) =>
        Pickled.File(
            Pickled.Dictionary(
                ("data", Rows(byColumns)),
                ("labels", Numbers(Labels)),
                ("batch_label", Pickled.Text("training batch 1 of 5")),
                ("filenames", Names)
            )
        );

    /// <summary>A file of CIFAR-100's python form.</summary>
    public byte[] FinePickle(bool byColumns = false) =>
        Pickled.File(
            Pickled.Dictionary(
                ("filenames", Names),
                ("batch_label", Pickled.Text("training batch 1 of 1")),
                ("fine_labels", Numbers(Labels)),
                ("coarse_labels", Numbers(Groups)),
                ("data", Rows(byColumns))
            )
        );

    /// <summary>A file of CIFAR-10's binary form.</summary>
    public byte[] Binary => [.. Enumerable.Range(0, Count).SelectMany(i => Image(i).Prepend(Labels[i]))];

    /// <summary>A file of CIFAR-100's binary form.</summary>
    public byte[] FineBinary =>
        [.. Enumerable.Range(0, Count).SelectMany(i => Image(i).Prepend(Labels[i]).Prepend(Groups[i]))];

    private byte[] Names =>
        Pickled.List(Labels.Select((_, i) => Pickled.Text($"leptodactylus_pentadactylus_s_{i:000000}.png")));

    private static byte[] Numbers(byte[] labels) => Pickled.List(labels.Select(label => Pickled.Whole(label)));

    private byte[] Rows(bool byColumns) => Pickled.Array(Count, Each, byColumns ? Turned : Pixels, byColumns);

    private byte[] Turned =>
        [
            .. Enumerable
                .Range(0, Each)
                .SelectMany(pixel => Enumerable.Range(0, Count).Select(i => Pixels[i * Each + pixel])),
        ];

    private byte[] Image(int i) => Pixels.AsSpan(i * Each, Each).ToArray();
}
