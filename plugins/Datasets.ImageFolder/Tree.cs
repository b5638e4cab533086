namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// What is to be seen of a data set's folders and of the images in them, wherever they lie.
/// </summary>
/// <param name="root">The folder that the data set begins with, as messages name it.</param>
internal abstract class Tree(string root)
{
    /// <summary>The folder that the data set begins with.</summary>
    public string Root => root;

    /// <summary>A folder's, or an archive's.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0420: there is neither, or it can't be opened; ROCL0429 to ROCL0431: the archive is not
    /// one to read.
    /// </exception>
    public static Tree Of(string path)
    {
        try
        {
            return Directory.Exists(path) ? new FolderTree(path)
                : File.Exists(path) ? ArchiveTree.Read(path)
                : throw Layout.Missing(
                    path,
                    $"there is no such folder or archive, seen from {Environment.CurrentDirectory}."
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Layout.Missing(path, $"it can't be opened: {e.Message}");
        }
    }

    /// <summary>Whether a file is an image by its name.</summary>
    public static bool IsImage(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg";

    /// <summary>The names of the folders inside a folder, in ordinal order.</summary>
    public abstract List<string> FoldersOf(string folder);

    /// <summary>
    /// The paths of the PNG and JPEG files of a class folder, in ordinal order of their names.
    /// </summary>
    /// <exception cref="ProblemException">ROCL0423: there is none.</exception>
    public List<string> ImagesOf(string folder)
    {
        var images = FilesOf(folder).Where(IsImage).Select(name => Path.Combine(folder, name)).ToList();
        return images.Count > 0
            ? images
            : throw new ProblemException(
                new(
                    "ROCL0423",
                    folder,
                    "the class has no image: no file ends in .png, .jpg or .jpeg.",
                    "Put images right into the class folder, or take the folder away; links that lead out of the data set are not followed."
                )
            );
    }

    /// <summary>All of a file. Safe to call from several threads.</summary>
    /// <param name="path">As <see cref="ImagesOf"/> gives it.</param>
    public abstract byte[] Load(string path);

    /// <summary>The names of the files inside a folder, in ordinal order.</summary>
    protected abstract IEnumerable<string> FilesOf(string folder);
}
