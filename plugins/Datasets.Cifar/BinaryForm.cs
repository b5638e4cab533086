namespace RoCL.Datasets.Cifar;

/// <summary>
/// The official archive in binary form: files of records, each a byte for every label, then the
/// pixels of an image.
/// </summary>
/// <param name="Archive">The name under which it is published.</param>
/// <param name="Md5">Its published sum, in lower-case hexadecimal.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Folder">The one folder that it holds.</param>
/// <param name="Train">The files to train on, in order.</param>
/// <param name="Test">The file to test on.</param>
/// <param name="PerTrainFile">The number of images in each file to train on.</param>
internal sealed record BinaryForm(
    string Archive,
    string Md5,
    long Length,
    string Folder,
    IReadOnlyList<string> Train,
    string Test,
    int PerTrainFile
)
{
    private const int PerTestFile = 10_000;

    /// <summary>The files of one part.</summary>
    public IReadOnlyList<string> Of(Split split) => split is Split.Train ? Train : [Test];

    /// <summary>The official number of images in each file of one part.</summary>
    public int PerFile(Split split) => split is Split.Train ? PerTrainFile : PerTestFile;

    /// <summary>Whether one of these files belongs to it.</summary>
    public bool HasAny(IReadOnlySet<string> names) => names.Contains(Test) || Train.Any(names.Contains);

    /// <summary>Whether a folder holds any of it, unpacked.</summary>
    public bool LiesIn(string folder) =>
        Directory.Exists(Path.Combine(folder, Folder))
        || Train.Append(Test).Any(name => File.Exists(Path.Combine(folder, name)));
}
