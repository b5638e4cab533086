using System.ComponentModel.DataAnnotations;

namespace RoCL.Datasets.ImageFolder;

/// <summary>Any folder of PNG and JPEG files, a folder a class; or an archive of one.</summary>
/// <remarks>
/// Either <c>FOLDER/train/CLASS/*</c> and <c>FOLDER/test/CLASS/*</c>; or <c>FOLDER/CLASS/*</c>, of
/// which every fifth image of a class is for testing: the fifth, the tenth and so on in the order
/// of their names. The classes are the folders' names in ordinal order, numbered from 0; images
/// come class by class, in the ordinal order of their names. Names that begin with a dot, files
/// that are no PNG or JPEG by name, folders inside class folders, and links that lead out of the
/// folder are left out.
/// <para>
/// An archive, <c>.tar.gz</c>, <c>.tar</c> or <c>.zip</c> by its first bytes, has the same layout
/// inside, if need be in one outer folder. It is unpacked in memory, never to disk; links and paths
/// that lead out of it are refused.</para>
/// <para>
/// An image is made square: its shorter side is scaled to <paramref name="Size"/>, bilinear with
/// antialiasing, and the middle is cut out; one of that size already stays as it is. Transparency
/// is dropped, 16 bits become 8, a tag that says "turn me" is not obeyed. A JPEG file whose middle
/// is damaged can pass, when what is left still decodes: the format has no checksum.
/// </para>
/// <para>Shape: uint8 [N, C, Size, Size]; labels int64 [N]. All of a part is held in memory.</para>
/// <para>
/// Errors: ROCL0420 a folder is missing, ROCL0421 fewer than two classes, ROCL0422 a class to test
/// that is none to train, ROCL0423 a class without images, ROCL0424 a damaged or foreign image,
/// ROCL0425 one of absurd size, ROCL0426 an option out of range, ROCL0427 nothing to test on,
/// ROCL0428 more images than memory, ROCL0429 an archive that is damaged or none, ROCL0430 one with
/// links or with a path that leads out of it, ROCL0431 one of absurd size.</para>
/// </remarks>
/// <param name="Folder">
/// Where the images lie: a folder or an archive, relative to the recipe's folder.
/// </param>
/// <param name="Size">
/// H and W, in pixels. 32, the size of CIFAR-10, is what the paper trained on.
/// </param>
/// <param name="Channels">C: 3 for colour, 1 for gray.</param>
/// <example>
/// <code>
/// { "data": { "use": "image-folder", "folder": "images" } }
/// </code>
/// </example>
[Component("image-folder", "PNG and JPEG files in class folders or an archive of them, resized to one square shape")]
public sealed record ImageFolder(string Folder, [Range(4, 1024)] int Size = 32, [Range(1, 3)] int Channels = 3)
    : IDataset
{
    /// <inheritdoc/>
    public IImages Open(Split split)
    {
        if (Channels is not (1 or 3))
            throw ImageFolderProblems.OutOfRange("channels", Channels, "1 for gray or 3 for colour");
        if (Size is < 4 or > 1024)
            throw ImageFolderProblems.OutOfRange("size", Size, "a number of pixels from 4 to 1024");

        var tree = FileTree.Open(Folder);
        var folders = ClassFolders.Of(tree);
        var images = split is Split.Train ? folders.Train : folders.Test;
        CheckRoomFor(images.Count, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

        var pixels = new PixelLoading(tree, Channels, Size).Load(images);
        var labels = tensor(images.Select(image => (long)image.Class).ToArray());
        return new PixelImages(pixels, labels, folders.Classes)
        {
            Names = [.. images.Select(image => Path.GetRelativePath(tree.Root, image.Path).Replace('\\', '/'))],
        };
    }

    // Native memory is not refused politely: the system would end the process, or everything else
    // on the machine would be swapped out.
    internal void CheckRoomFor(long images, long memory)
    {
        var bytes = images * Channels * Size * Size;
        if (bytes > memory)
        {
            throw ImageFolderProblems.MoreThanMemory(
                Folder,
                $"{images} images of {Channels}x{Size}x{Size} take {bytes >> 20} MiB; "
                    + $"this machine has {memory >> 20} MiB."
            );
        }
    }
}
