namespace RoCL.Datasets.Cifar;

/// <summary>
/// One of the two collections of images, in both of the forms in which it is published.
/// </summary>
/// <param name="Component">What recipes call it.</param>
/// <param name="Editions">Its archives.</param>
/// <param name="Labels">The labels of an image, in the order of a binary record.</param>
internal sealed record Collection(string Component, IReadOnlyList<Edition> Editions, IReadOnlyList<LabelSet> Labels)
{
    /// <summary>CIFAR-10.</summary>
    public static Collection Cifar10 { get; } =
        new(
            "cifar-10",
            [
                new(
                    "cifar-10-python.tar.gz",
                    "c58f30108f718f92721af3b95e74349a",
                    170_498_071,
                    "cifar-10-batches-py",
                    Pickled: true,
                    [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}")],
                    "test_batch",
                    PerTrainFile: 10_000
                ),
                new(
                    "cifar-10-binary.tar.gz",
                    "c32a1d4ab5d03f1284b67883e8d87530",
                    170_052_171,
                    "cifar-10-batches-bin",
                    Pickled: false,
                    [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")],
                    "test_batch.bin",
                    PerTrainFile: 10_000
                ),
            ],
            [new("labels", "batches.meta", "label_names", "batches.meta.txt", ClassNames.Ten)]
        );

    /// <summary>CIFAR-100.</summary>
    public static Collection Cifar100 { get; } =
        new(
            "cifar-100",
            [
                new(
                    "cifar-100-python.tar.gz",
                    "eb9058c3a382ffc7106e4002c42a8d85",
                    169_001_437,
                    "cifar-100-python",
                    Pickled: true,
                    ["train"],
                    "test",
                    PerTrainFile: 50_000
                ),
                new(
                    "cifar-100-binary.tar.gz",
                    "03b5dce01913d631647c71ecec9e9cb8",
                    168_513_733,
                    "cifar-100-binary",
                    Pickled: false,
                    ["train.bin"],
                    "test.bin",
                    PerTrainFile: 50_000
                ),
            ],
            [
                new("coarse_labels", "meta", "coarse_label_names", "coarse_label_names.txt", ClassNames.Twenty),
                new("fine_labels", "meta", "fine_label_names", "fine_label_names.txt", ClassNames.Hundred),
            ]
        );

    /// <summary>Where the archives are published.</summary>
    public const string Published = "https://www.cs.toronto.edu/~kriz";

    private Collection Other => this == Cifar10 ? Cifar100 : Cifar10;

    /// <summary>Reads one part of it.</summary>
    /// <param name="path">Of an archive or a folder.</param>
    /// <param name="verify">Whether it has to be the official data.</param>
    /// <param name="split">Which part.</param>
    /// <param name="label">Which of its labels is an image's class.</param>
    /// <exception cref="ProblemException">ROCL0440 to ROCL0452.</exception>
    public IImages Open(string path, bool verify, Split split, LabelSet label)
    {
        var wanted = Editions.SelectMany(edition => edition.Of(split).Append(label.FileIn(edition))).ToHashSet();
        var found = Contents.Of(Located(path), wanted, Editions.Select(edition => edition.Folder), summed: verify);
        var edition = Editions.FirstOrDefault(edition => edition.HasAny(found.Names)) ?? throw Foreign(found);
        if (verify && found.Md5 is { } sum && sum != edition.Md5)
        {
            throw Refused.Sum(
                found.Path,
                $"its MD5 is {sum}; that of the official {edition.Archive} is {edition.Md5}."
            );
        }

        if (found.Files.TryGetValue(label.FileIn(edition), out var names))
            label.Check(edition, names);
        var batches = edition
            .Of(split)
            .Select(name =>
                found.Files.TryGetValue(name, out var file)
                    ? edition.Pickled
                        ? PickledBatch.Read(file, label)
                        : BinaryBatch.Read(file, Labels, label)
                    : throw Missing(found.Where(name), "there is no such file")
            )
            .ToList();
        if (verify && found.Md5 is null)
            CheckCounts(batches, split is Split.Train ? edition.PerTrainFile : Edition.PerTestFile);
        return Batch.Joined(batches, label.Names);
    }

    /// <summary>
    /// The archive that would have to be fetched: none where anything of the collection is there.
    /// </summary>
    /// <param name="path">
    /// Of the archive, whose name says which of the two it is; of a folder, the one in python form.
    /// </param>
    /// <param name="verify">Whether it has to be the official one.</param>
    /// <param name="mirror">Another address for the folder of archives.</param>
    /// <exception cref="ProblemException">ROCL0453: that is no address.</exception>
    public IReadOnlyList<Download> Missing(string path, bool verify, string? mirror)
    {
        if (
            !Uri.TryCreate($"{(mirror ?? Published).TrimEnd('/')}/", UriKind.Absolute, out var folder)
            || folder.Scheme is not ("http" or "https")
        )
        {
            throw Refused.Mirror(mirror!);
        }

        var place = Located(path);
        if (File.Exists(place) || HasFiles(place))
            return [];
        var edition = Editions.FirstOrDefault(edition => edition.Archive == Path.GetFileName(path)) ?? Editions[0];
        var to = path.EndsWith("gz", StringComparison.OrdinalIgnoreCase) ? path : Path.Combine(path, edition.Archive);
        return
        [
            verify
                ? new(new(folder, edition.Archive), to, edition.Md5, edition.Length)
                : new(new(folder, edition.Archive), to),
        ];
    }

    // A folder may also hold an archive as it was fetched.
    private string Located(string path) =>
        HasFiles(path)
            ? path
            : Editions.Select(edition => Path.Combine(path, edition.Archive)).FirstOrDefault(File.Exists) ?? path;

    private bool HasFiles(string path) =>
        Editions.Any(edition =>
            Directory.Exists(Path.Combine(path, edition.Folder))
            || edition.Train.Append(edition.Test).Any(name => File.Exists(Path.Combine(path, name)))
        );

    private static void CheckCounts(IReadOnlyList<Batch> batches, int official)
    {
        if (batches.FirstOrDefault(batch => batch.Count != official) is { } odd)
            throw Refused.Counts(odd.Where, $"it has {odd.Count} images; the official file has {official}.");
    }

    private ProblemException Foreign(Contents found) =>
        Other.Editions.Any(edition => edition.HasAny(found.Names))
            ? Refused.OtherData(
                found.Path,
                $"these are the files of {Other.Component}, not of {Component}.",
                $"Use the data set '{Other.Component}'."
            )
            : Missing(
                found.Path,
                $"none of its {found.Names.Count} files is called {string.Join(" or ", Editions.Select(edition => edition.Test))}"
            );

    private ProblemException Missing(string where, string what) =>
        Refused.Missing(
            where,
            $"{what}.",
            $"Give 'path' an official archive ({string.Join(" or ", Editions.Select(edition => edition.Archive))}), or the folder it unpacks to."
        );
}
