namespace RoCL.Datasets.Cifar;

/// <summary>One of the two collections of images, as it is published.</summary>
/// <param name="Component">What recipes call it.</param>
/// <param name="Binary">The form that is read.</param>
/// <param name="Python">The form that is recognised, and not read.</param>
/// <param name="Labels">The labels of an image, in the order of a record.</param>
internal sealed record CifarCollection(
    string Component,
    BinaryForm Binary,
    PythonForm Python,
    IReadOnlyList<LabelSet> Labels
)
{
    /// <summary>CIFAR-10.</summary>
    public static CifarCollection Ten { get; } =
        new(
            "cifar-10",
            new(
                "cifar-10-binary.tar.gz",
                "c32a1d4ab5d03f1284b67883e8d87530",
                170_052_171,
                "cifar-10-batches-bin",
                [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")],
                "test_batch.bin",
                PerTrainFile: 10_000
            ),
            new(
                "cifar-10-python.tar.gz",
                "cifar-10-batches-py",
                [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}"), "test_batch"]
            ),
            [new("labels", "batches.meta.txt", ClassNames.Ten)]
        );

    /// <summary>CIFAR-100: of its two labels, the coarse one comes first.</summary>
    public static CifarCollection Hundred { get; } =
        new(
            "cifar-100",
            new(
                "cifar-100-binary.tar.gz",
                "03b5dce01913d631647c71ecec9e9cb8",
                168_513_733,
                "cifar-100-binary",
                ["train.bin"],
                "test.bin",
                PerTrainFile: 50_000
            ),
            new("cifar-100-python.tar.gz", "cifar-100-python", ["train", "test"]),
            [
                new("coarse_labels", "coarse_label_names.txt", ClassNames.Twenty),
                new("fine_labels", "fine_label_names.txt", ClassNames.Hundred),
            ]
        );

    /// <summary>The other one of the two.</summary>
    public CifarCollection Other => Component == Ten.Component ? Hundred : Ten;

    /// <summary>
    /// Where its files are: the path itself, or the archive in the folder of that path, as it was
    /// fetched.
    /// </summary>
    public string Locate(string path)
    {
        var archive = Path.Combine(path, Binary.Archive);
        return !Binary.LiesIn(path) && File.Exists(archive) ? archive : path;
    }
}
