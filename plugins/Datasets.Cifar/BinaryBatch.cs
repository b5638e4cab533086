namespace RoCL.Datasets.Cifar;

/// <summary>
/// A file of the binary form: records of a byte for each label, then the pixels of an image.
/// </summary>
internal static class BinaryBatch
{
    /// <summary>Reads it.</summary>
    /// <param name="file">All of it.</param>
    /// <param name="labels">The labels of a record, in order.</param>
    /// <param name="label">The one of them that is an image's class.</param>
    /// <exception cref="ProblemException">ROCL0441 and ROCL0449.</exception>
    public static Batch Read(Content file, IReadOnlyList<LabelSet> labels, LabelSet label)
    {
        var (bytes, each, place) = (file.Bytes, labels.Count + Batch.PerImage, labels.ToList().IndexOf(label));
        if (bytes.IsEmpty || bytes.Length % each != 0)
        {
            throw Refused.CutShort(
                file.Where,
                $"its {bytes.Length} bytes are not one or more records of {each} bytes: it is cut short, or something else."
            );
        }

        var count = bytes.Length / each;
        return new(
            file.Where,
            Batch.Checked(
                file.Where,
                Enumerable.Range(0, count).Select(i => (long)bytes.Span[i * each + place]),
                label
            ),
            target =>
            {
                for (var i = 0; i < count; i++)
                    bytes.Span.Slice(i * each + labels.Count, Batch.PerImage).CopyTo(target[(i * Batch.PerImage)..]);
            }
        );
    }
}
