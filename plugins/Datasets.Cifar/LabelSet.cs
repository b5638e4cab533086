using System.Text;
using RoCL.Contracts.Archives;

namespace RoCL.Datasets.Cifar;

/// <summary>One of the labels that an image has.</summary>
/// <param name="Key">What messages call it.</param>
/// <param name="NamesFile">The text file that names the classes, a line each.</param>
/// <param name="Names">The official names.</param>
internal sealed record LabelSet(string Key, string NamesFile, IReadOnlyList<string> Names)
{
    /// <summary>
    /// Compares the names that came with the images with the official ones: the numbers would mean
    /// something else.
    /// </summary>
    /// <exception cref="ProblemException">ROCL0450.</exception>
    public void Check(CifarFile namesFile)
    {
        string[] found =
        [
            .. Encoding
                .Latin1.GetString(namesFile.Bytes.Span)
                .Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.Length > 0),
        ];
        if (found.SequenceEqual(Names))
            return;

        var count = Math.Max(found.Length, Names.Count);
        var odd = Enumerable.Range(0, count).First(i => found.ElementAtOrDefault(i) != Names.ElementAtOrDefault(i));
        throw CifarProblems.Names(
            namesFile.Where,
            $"Class {odd} is {Shown(found, odd)}; in the official list it is {Shown(Names, odd)}."
        );
    }

    private static string Shown(IReadOnlyList<string> names, int place) =>
        place < names.Count ? $"called '{Archive.Printable(names[place])}'" : "missing";
}
