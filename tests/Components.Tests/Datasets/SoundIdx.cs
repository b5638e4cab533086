using RoCL.Datasets.FashionMnist;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>A folder with a sound pair of IDX files: three images of 2 x 4, labelled.</summary>
internal sealed class SoundIdx : IDisposable
{
    public const string Images = "train-images-idx3-ubyte.gz";
    public const string Labels = "train-labels-idx1-ubyte.gz";

    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    public SoundIdx()
    {
        Write(Images, ImageBytes);
        Write(Labels, LabelBytes);
    }

    /// <summary>The values of the images.</summary>
    public static byte[] Pixels { get; } = [.. Enumerable.Range(0, 3 * 2 * 4).Select(i => (byte)(7 * i))];

    /// <summary>The file of images.</summary>
    public static byte[] ImageBytes { get; } = IdxGzip.Of([3, 2, 4], Pixels);

    /// <summary>The file of labels.</summary>
    public static byte[] LabelBytes { get; } = IdxGzip.Of([3], [9, 0, 4]);

    public string Path => _folder.Path;

    /// <summary>The data set of the folder.</summary>
    public FashionMnist DataSet => new(Path);

    /// <summary>Replaces a file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, byte[] bytes) => _folder.Write(name, bytes);

    public void Dispose() => _folder.Dispose();
}
