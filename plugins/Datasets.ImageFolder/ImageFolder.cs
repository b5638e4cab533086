using System.ComponentModel.DataAnnotations;

namespace RoCL.Datasets.ImageFolder;

/// <summary>Any folder of PNG and JPEG files, a folder a class; or an archive of one.</summary>
/// <remarks>
/// Either <c>FOLDER/train/CLASS/*</c> and <c>FOLDER/test/CLASS/*</c>, where <c>val</c>,
/// <c>valid</c> or <c>validation</c> stands for a missing <c>test</c>; or <c>FOLDER/CLASS/*</c>, of
/// which every fifth image of a class is for testing: the fifth, the tenth and so on in the order
/// of their names. The classes are the folders' names in ordinal order, numbered from 0; images
/// come class by class, in the ordinal order of their names. Without class folders, or with one
/// alone, images have no labels. Names that begin with a dot, folders of other programs
/// (<c>@eaDir</c>, <c>__MACOSX</c>), files that are no PNG or JPEG by name, folders inside class
/// folders, and links that lead out of the folder are left out, and counted in the line that says
/// what the data is.
/// <para>
/// An archive, <c>.tar.gz</c>, <c>.tar</c> or <c>.zip</c> by its first bytes, has the same layout
/// inside, if need be in one outer folder. It is unpacked in memory, never to disk; links and paths
/// that lead out of it are refused.</para>
/// <para>
/// Pixels are what a viewer shows: an image is turned as its EXIF tag says, an ICC profile or a
/// gamma of its own is converted to sRGB, and what is transparent shows the background. Of 16 bits
/// the upper 8 count; a warning says how many files hold 10 or 12 bits in 16, and how many CMYK
/// files do not say which way round their inks are. Then the image is made square: its shorter side
/// is scaled to <paramref name="Size"/>, bilinear with antialiasing, and the middle is cut out; one
/// of that size already stays as it is. A JPEG file whose middle is damaged can pass, when what is
/// left still decodes: the format has no checksum.
/// </para>
/// <para>
/// Pixels of 256 images or more are kept in the user's cache folder, in <c>images</c>
/// (<c>ROCL_CACHE</c> moves it), found by a hash of each file's content. It can be deleted at any
/// time.
/// </para>
/// <para>Shape: uint8 [N, C, Size, Size]; labels int64 [N]. All of a part is held in memory.</para>
/// <para>
/// Errors: ROCL0420 a folder is missing, ROCL0421 neither images nor class folders, ROCL0422 a
/// class to test that is none to train, ROCL0423 a class without images, ROCL0424 a damaged or
/// foreign image, ROCL0425 one of absurd size, ROCL0455 how many are damaged, ROCL0426 an option
/// out of range, ROCL0427 nothing to test on, ROCL0428 more images than memory, ROCL0429 an archive
/// that is damaged or none, ROCL0430 one with links or with a path that leads out of it, ROCL0431
/// one of absurd size, ROCL0456 no decoder for this system.</para>
/// </remarks>
/// <param name="Folder">
/// Where the images lie: a folder or an archive, relative to the recipe's folder.
/// </param>
/// <param name="Size">
/// H and W, in pixels. 32, the size of CIFAR-10, is what the paper trained on.
/// </param>
/// <param name="Channels">C: 3 for colour, 1 for gray.</param>
/// <param name="Background">What shows where an image is transparent.</param>
/// <param name="Damaged">
/// <c>refuse</c> names all damaged images and ends; <c>leave-out</c> counts them and goes on.
/// </param>
/// <example>
/// <code>
/// { "data": { "use": "image-folder", "folder": "images" } }
/// </code>
/// </example>
[Component("image-folder", "PNG and JPEG files in class folders or an archive of them, resized to one square shape")]
public sealed record ImageFolder(
    string Folder,
    [Range(4, 1024)] int Size = 32,
    [Range(1, 3)] int Channels = 3,
    Background Background = Background.White,
    DamagedImages Damaged = DamagedImages.Refuse
) : IGradualDataset
{
    /// <summary>Where decoded pixels are kept.</summary>
    internal CacheFolder Cache { get; init; } = CacheFolder.OfUser;

    /// <summary>The bytes that images may take, half of it, before they are in a file.</summary>
    internal long Memory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <inheritdoc/>
    public IImages Open(Split split) => Open(split, (_, _) => { });

    /// <inheritdoc/>
    public IImages Open(Split split, Action<long, long> report)
    {
        if (Channels is not (1 or 3))
            throw ImageFolderProblems.OutOfRange("channels", Channels, "1 for gray or 3 for colour");
        if (Size is < 4 or > 1024)
            throw ImageFolderProblems.OutOfRange("size", Size, "a number of pixels from 4 to 1024");

        var tree = FileTree.Open(Folder);
        var folders = ClassFolders.Of(tree);
        var images = split is Split.Train ? folders.Train : folders.Test;
        var room = new PixelRoom(Folder, Cache, Memory);
        var loaded = new PixelLoading(tree, Channels, Size, Shade(), room).Load(images, $"{split}", report);
        var sound = loaded.Sound;
        if (loaded.Damages.Count > 0 && (Damaged is DamagedImages.Refuse || sound.Count == 0))
            throw DamagedProblems.Of(tree.Root, split, loaded, images);
        return Sound(tree, folders, loaded, images, sound);
    }

    private PixelImages Sound(
        IFileTree tree,
        ClassFolders folders,
        LoadedImages loaded,
        IReadOnlyList<LabelledFile> images,
        IReadOnlyList<int> sound
    )
    {
        var files = sound.Select(i => images[i]).ToList();
        var labels = folders.Classes.Count == 0 ? null : tensor(files.Select(file => (long)file.Class).ToArray());
        return new(loaded.SoundPixels(), labels, folders.Classes)
        {
            Names = [.. files.Select(file => LeftOutEntry.NameOf(file.Path, tree.Root))],
            Notes = FolderNotes.Of(tree, folders, loaded, images, Background),
        };
    }

    private byte Shade() =>
        Background switch
        {
            Background.Black => 0,
            Background.Gray => 128,
            _ => 255,
        };
}
