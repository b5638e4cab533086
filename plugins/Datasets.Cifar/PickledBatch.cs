using RoCL.Datasets.Cifar.Pickle;

namespace RoCL.Datasets.Cifar;

/// <summary>
/// A file of the python form: a pickled dictionary of lists, and of an array in which a row is an
/// image.
/// </summary>
internal static class PickledBatch
{
    /// <summary>Reads the images and one of their labels.</summary>
    /// <exception cref="ProblemException">ROCL0441 and ROCL0445 to ROCL0449.</exception>
    public static Batch Read(Content file, LabelSet label)
    {
        var items = ItemsOf(file);
        if (At(file, items, "data") is not PickleValue.Matrix { IsBuilt: true } data)
            throw Refused.Shape(file.Where, "its 'data' is no array.");
        if (data is not { Rows: > 0, Columns: Batch.PerImage })
        {
            throw Refused.Shape(
                file.Where,
                $"its 'data' has the shape {data.Rows} x {data.Columns}; {Batch.PerImage} columns are expected, a row for each image."
            );
        }

        var labels = Batch.Checked(
            file.Where,
            ListAt(file, items, label.Key)
                .Select(
                    (item, i) =>
                        item is PickleValue.Whole { Value: var number }
                            ? number
                            : throw Refused.Shape(file.Where, $"item {i} of '{label.Key}' is no whole number.")
                ),
            label
        );
        return labels.Length == data.Rows
            ? new(file.Where, labels, target => Write(data, target))
            : throw Refused.Counts(file.Where, $"there are {labels.Length} '{label.Key}' for {data.Rows} images.");
    }

    /// <summary>The texts of a list in a pickled dictionary.</summary>
    /// <exception cref="ProblemException">ROCL0441 and ROCL0445 to ROCL0447.</exception>
    public static IReadOnlyList<string> TextsAt(string key, Content file) =>
        [
            .. ListAt(file, ItemsOf(file), key)
                .Select(
                    (item, i) => item.AsText ?? throw Refused.Shape(file.Where, $"item {i} of '{key}' is no text.")
                ),
        ];

    // By columns, as Fortran orders an array, a pixel of all images comes before the next pixel.
    // Blocks of images keep to the cache.
    private static void Write(PickleValue.Matrix data, Span<byte> target)
    {
        const int block = 64;
        var source = data.Data.Span;
        if (!data.ByColumns)
        {
            source.CopyTo(target);
        }
        else
        {
            for (var from = 0; from < data.Rows; from += block)
            {
                for (var pixel = 0; pixel < Batch.PerImage; pixel++)
                {
                    for (var i = from; i < Math.Min(from + block, data.Rows); i++)
                        target[i * Batch.PerImage + pixel] = source[pixel * data.Rows + i];
                }
            }
        }
    }

    private static Dictionary<string, PickleValue> ItemsOf(Content file) =>
        PickleReader.Read(file.Where, file.Bytes) is PickleValue.Dictionary { Items: var items }
            ? items
            : throw Refused.Shape(file.Where, "what it holds is no dictionary.");

    private static PickleValue At(Content file, Dictionary<string, PickleValue> items, string key) =>
        items.TryGetValue(key, out var value)
            ? value
            : throw Refused.Shape(
                file.Where,
                $"it has no '{key}'; it has {string.Join(", ", items.Keys.Take(10).Select(found => $"'{found.Shown()}'"))}."
            );

    private static List<PickleValue> ListAt(Content file, Dictionary<string, PickleValue> items, string key) =>
        At(file, items, key) is PickleValue.List { Items: var list }
            ? list
            : throw Refused.Shape(file.Where, $"its '{key}' is no list.");
}
