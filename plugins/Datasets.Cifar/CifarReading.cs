namespace RoCL.Datasets.Cifar;

/// <summary>Reads one part of a collection.</summary>
/// <param name="collection">The collection.</param>
/// <param name="path">The path of an archive or a folder.</param>
/// <param name="verify">Whether it has to be the official data.</param>
internal sealed class CifarReading(CifarCollection collection, string path, bool verify)
{
    private BinaryForm Form => collection.Binary;

    /// <summary>The images of one part.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="label">Which of the collection's labels is an image's class.</param>
    /// <exception cref="ProblemException">ROCL0440 to ROCL0452, and ROCL0454.</exception>
    public IImages Open(Split split, LabelSet label)
    {
        var found = Find(Form.Of(split).Append(label.NamesFile).ToHashSet());
        if (!Form.HasAny(found.Names))
            throw Foreign(found);
        if (verify && found.Md5 is { } sum && sum != Form.Md5)
            throw CifarProblems.Sum(found.Path, sum, Form);
        if (found.Wanted.TryGetValue(label.NamesFile, out var names))
            label.Check(names);

        var files = Form.Of(split)
            .Select(name => LabelledPixels.Read(FileCalled(name, found), collection.Labels, label))
            .ToList();
        if (verify && found.Md5 is null)
            CheckCounts(files, Form.PerFile(split));
        return LabelledPixels.Joined(files, label.Names);
    }

    private CifarFiles Find(HashSet<string> wanted)
    {
        var place = collection.Locate(path);
        if (Directory.Exists(place))
        {
            var inner = Path.Combine(place, Form.Folder);
            return CifarFiles.OfFolder(Directory.Exists(inner) ? inner : place, wanted);
        }

        return File.Exists(place)
            ? CifarFiles.OfArchive(place, wanted, isSummed: verify)
            : throw CifarProblems.NotFound(place, Form);
    }

    private CifarFile FileCalled(string name, CifarFiles found) =>
        found.Wanted.TryGetValue(name, out var file)
            ? file
            : throw CifarProblems.Missing(found.Where(name), "There is no such file.", Form);

    private ProblemException Foreign(CifarFiles found)
    {
        if (collection.Python.LiesIn(found.Path, found.Names))
            return CifarProblems.Python(found.Path, Form);

        var other = collection.Other;
        if (other.Binary.HasAny(found.Names) || other.Python.LiesIn(found.Path, found.Names))
            return CifarProblems.OtherData(found.Path, other.Component, collection.Component);

        return CifarProblems.Missing(
            found.Path,
            $"None of the {found.Names.Count} files there is called {Form.Test} or {Form.Train[0]}.",
            Form
        );
    }

    private static void CheckCounts(List<LabelledPixels> files, int official)
    {
        if (files.Find(file => file.Count != official) is { } odd)
            throw CifarProblems.Counts(odd.Where, odd.Count, official);
    }
}
