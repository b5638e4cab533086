namespace RoCL.Datasets.ImageFolder;

/// <summary>Opens the folder or the archive that a recipe names.</summary>
internal static class FileTree
{
    /// <summary>The largest image file that is read, in bytes.</summary>
    public const long LargestFile = 256L << 20;

    /// <summary>The tree of a folder, or of an archive in memory.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0420: there is neither, or it cannot be opened; ROCL0429 to ROCL0431: the archive is
    /// refused.
    /// </exception>
    public static IFileTree Open(string path)
    {
        try
        {
            if (Directory.Exists(path))
                return new FolderTree(path);
            if (File.Exists(path))
                return ArchiveTree.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ImageFolderProblems.Missing(path, $"The folder or archive cannot be opened: {FaultText.Of(e, path)}");
        }

        throw ImageFolderProblems.Missing(
            path,
            $"There is no such folder or archive, seen from {Environment.CurrentDirectory}."
        );
    }

    /// <summary>Whether a file is an image by its name.</summary>
    public static bool IsImage(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg";
}
