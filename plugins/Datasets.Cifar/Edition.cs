namespace RoCL.Datasets.Cifar;

/// <summary>
/// One of the official archives: what it is called, what lies in it, how its files are written.
/// </summary>
/// <param name="Archive">What it is called where it is published.</param>
/// <param name="Md5">Its published sum, in lower-case hexadecimal.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Folder">The one folder that it holds.</param>
/// <param name="Pickled">
/// Whether its files are Python's pickles, or records of bytes and lines of text.
/// </param>
/// <param name="Train">The files to train on, in order.</param>
/// <param name="Test">The file to test on.</param>
/// <param name="PerTrainFile">How many images each file to train on has.</param>
internal sealed record Edition(
    string Archive,
    string Md5,
    long Length,
    string Folder,
    bool Pickled,
    IReadOnlyList<string> Train,
    string Test,
    int PerTrainFile
)
{
    /// <summary>How many images the file to test on has.</summary>
    public const int PerTestFile = 10_000;

    /// <summary>The files of one part.</summary>
    public IReadOnlyList<string> Of(Split split) => split is Split.Train ? Train : [Test];

    /// <summary>Whether one of these files belongs to it.</summary>
    public bool HasAny(IReadOnlySet<string> names) => names.Contains(Test) || Train.Any(names.Contains);
}
