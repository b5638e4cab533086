namespace RoCL.Datasets.Cifar;

/// <summary>
/// One of the labels that an image has, and where the files keep it and its names.
/// </summary>
/// <param name="Key">
/// Its key in a pickled batch. In a record of the binary form the labels stand in the order of the
/// collection's list.
/// </param>
/// <param name="Meta">The pickle that names the classes.</param>
/// <param name="NamesKey">Their key in it.</param>
/// <param name="NamesFile">The text file that names them in the binary form, a line each.</param>
/// <param name="Names">The official names.</param>
internal sealed record LabelSet(string Key, string Meta, string NamesKey, string NamesFile, IReadOnlyList<string> Names)
{
    /// <summary>Which file names the classes; an edition without it is read all the same.</summary>
    public string FileIn(Edition edition) => edition.Pickled ? Meta : NamesFile;

    /// <summary>
    /// Compares the names that came with the images with the official ones: the numbers would mean
    /// something else.
    /// </summary>
    /// <exception cref="ProblemException">ROCL0450, or that a pickle can't be read.</exception>
    public void Check(Edition edition, Content names)
    {
        var found = edition.Pickled
            ? PickledBatch.TextsAt(NamesKey, names)
            :
            [
                .. System
                    .Text.Encoding.Latin1.GetString(names.Bytes.Span)
                    .Split('\n')
                    .Select(line => line.Trim())
                    .Where(line => line.Length > 0),
            ];
        if (found.SequenceEqual(Names))
            return;
        var odd = Enumerable
            .Range(0, Math.Max(found.Count, Names.Count))
            .First(i => found.ElementAtOrDefault(i) != Names.ElementAtOrDefault(i));
        throw Refused.Names(
            names.Where,
            $"class {odd} is {Shown(found, odd)}; in the official list it is {Shown(Names, odd)}."
        );
    }

    private static string Shown(IReadOnlyList<string> names, int at) =>
        at < names.Count ? $"called '{names[at].Shown()}'" : "missing";
}
