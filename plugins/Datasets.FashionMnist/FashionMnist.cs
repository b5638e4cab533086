namespace RoCL.Datasets.FashionMnist;

/// <summary>
/// Fashion-MNIST: gray pictures of clothes, 60,000 to train on and 10,000 to test on, in ten
/// classes.
/// </summary>
/// <remarks>
/// The original four files come with the plugin, and their SHA-256 sums are checked whenever they
/// are opened. Another folder may hold any data set of the same format: gzip-compressed IDX files
/// of these names, images of one size, labels from 0 to 9.
/// <para>
/// Shape: uint8 [N, 1, H, W], 28 x 28 for the files that come with the plugin; labels int64 [N].
/// </para>
/// <para>
/// Errors: ROCL0401 a file is missing, ROCL0402 it is damaged or truncated, ROCL0403 it is not the
/// IDX file that it should be, ROCL0404 its checksum differs, ROCL0405 there are not as many labels
/// as images, ROCL0406 a label is above 9, ROCL0407 it cannot be opened.</para>
/// <para>
/// Reference: Xiao, Rasul and Vollgraf 2017, arXiv:1708.07747. The format: LeCun, Cortes and
/// Burges, "The MNIST database".
/// </para>
/// </remarks>
/// <param name="Folder">
/// Where the four files lie, relative to the recipe's folder; left out, the files that come with
/// the plugin. Files of another folder have no checksum to agree with, and their classes are called
/// <c>0</c> to <c>9</c>.
/// </param>
/// <example>
/// <code>
/// { "data": { "use": "fashion-mnist" } }
/// </code>
/// </example>
[Component("fashion-mnist", "Fashion-MNIST, 70,000 gray pictures of clothes in ten classes, Xiao et al. 2017")]
public sealed record FashionMnist(string? Folder = null) : IDataset
{
    private static readonly string[] Clothes =
    [
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ];

    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static string Bundled =>
        Path.Combine(Path.GetDirectoryName(typeof(FashionMnist).Assembly.Location) ?? "", "data");

    /// <inheritdoc/>
    public IImages Open(Split split)
    {
        var part = split is Split.Train ? "train" : "t10k";
        var imageFile = FileOf($"{part}-images-idx3-ubyte.gz", rank: 3);
        var labelFile = FileOf($"{part}-labels-idx1-ubyte.gz", rank: 1);
        var images = imageFile.Read();
        var labels = labelFile.Read();
        if (images.Sizes[0] != labels.Sizes[0])
            throw IdxProblems.Counts(labelFile.Path, labels.Sizes[0], images.Sizes[0], imageFile.Path);

        var odd = labels.Values.AsSpan().IndexOfAnyExceptInRange<byte>(0, 9);
        if (odd >= 0)
            throw IdxProblems.Label(labelFile.Path, odd, labels.Values[odd]);

        var pixels = empty([images.Sizes[0], 1, images.Sizes[1], images.Sizes[2]], ScalarType.Byte);
        pixels.bytes = images.Values;
        return new PixelImages(
            pixels,
            tensor(Array.ConvertAll(labels.Values, label => (long)label)),
            Folder is null ? Clothes : Digits
        );
    }

    private IdxFile FileOf(string name, int rank)
    {
        var path = Path.GetFullPath(Path.Combine(Folder ?? Bundled, name));
        return new(path, rank, Folder is null ? Checksums.Of[name] : null);
    }
}
