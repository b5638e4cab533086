namespace RoCL.Datasets.Cifar;

/// <summary>The images of one file of the binary form, and one of their labels.</summary>
/// <param name="Where">The file.</param>
/// <param name="Labels">One an image, each a class's number.</param>
/// <param name="Records">All of the file.</param>
/// <param name="LabelsPerRecord">The number of bytes in a record before the pixels.</param>
internal sealed record LabelledPixels(
    string Where,
    IReadOnlyList<byte> Labels,
    ReadOnlyMemory<byte> Records,
    int LabelsPerRecord
)
{
    private const int Channels = 3;
    private const int Side = 32;

    /// <summary>3 x 32 x 32: channel by channel, row by row.</summary>
    private const int BytesPerImage = Channels * Side * Side;

    /// <summary>The number of images.</summary>
    public int Count => Labels.Count;

    /// <summary>Reads a file.</summary>
    /// <param name="file">All of it.</param>
    /// <param name="labels">The labels of a record, in order.</param>
    /// <param name="label">The one of them that is an image's class.</param>
    /// <exception cref="ProblemException">ROCL0441 and ROCL0449.</exception>
    public static LabelledPixels Read(CifarFile file, IReadOnlyList<LabelSet> labels, LabelSet label)
    {
        var bytesPerRecord = labels.Count + BytesPerImage;
        if (file.Bytes.IsEmpty || file.Bytes.Length % bytesPerRecord != 0)
        {
            throw CifarProblems.Damaged(
                file.Where,
                $"The file's {file.Bytes.Length} bytes are not one or more records of {bytesPerRecord} bytes: "
                    + "it is cut short, or something else."
            );
        }

        var place = labels.ToList().IndexOf(label);
        var classes = new byte[file.Bytes.Length / bytesPerRecord];
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = file.Bytes.Span[i * bytesPerRecord + place];
            if (classes[i] >= label.Names.Count)
                throw CifarProblems.Label(file.Where, i, label, classes[i]);
        }
        return new(file.Where, classes, file.Bytes, labels.Count);
    }

    /// <summary>Several files as one part of a data set.</summary>
    /// <param name="files">The files, in order.</param>
    /// <param name="classes">The classes' names, by number.</param>
    public static PixelImages Joined(IReadOnlyList<LabelledPixels> files, IReadOnlyList<string> classes)
    {
        var pixels = empty([files.Sum(file => (long)file.Count), Channels, Side, Side], ScalarType.Byte);
        var rest = pixels.bytes;
        foreach (var file in files)
        {
            file.WritePixels(rest);
            rest = rest[(file.Count * BytesPerImage)..];
        }
        GC.KeepAlive(pixels);

        var labels = files.SelectMany(file => file.Labels).Select(label => (long)label).ToArray();
        return new(pixels, tensor(labels), classes);
    }

    private void WritePixels(Span<byte> target)
    {
        for (var i = 0; i < Count; i++)
        {
            var start = i * (LabelsPerRecord + BytesPerImage) + LabelsPerRecord;
            Records.Span.Slice(start, BytesPerImage).CopyTo(target[(i * BytesPerImage)..]);
        }
    }
}
