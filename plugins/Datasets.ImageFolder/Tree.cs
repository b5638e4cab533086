namespace RoCL.Datasets.ImageFolder;

/// <summary>What is to be seen of a folder and of the folders in it: neither hidden names, nor links that lead out of it.</summary>
internal sealed class Tree(string root)
{
    private readonly string _real = Links.Follow(root) ?? root;

    /// <summary>The names of the folders inside a folder, in ordinal order.</summary>
    public List<string> FoldersOf(string folder) => [.. Seen(folder).OfType<DirectoryInfo>().Select(inner => inner.Name)];

    /// <summary>The paths of the PNG and JPEG files of a class folder, in ordinal order of their names.</summary>
    /// <exception cref="ProblemException">ROCL0423: there is none.</exception>
    public List<string> ImagesOf(string folder)
    {
        var images = Seen(folder).OfType<FileInfo>()
            .Where(file => file.Extension.ToLowerInvariant() is ".png" or ".jpg" or ".jpeg").Select(file => Path.Combine(folder, file.Name)).ToList();
        return images.Count > 0 ? images : throw new ProblemException(new("ROCL0423", folder, "the class has no image: no file ends in .png, .jpg or .jpeg.",
            "Put images right into the class folder, or take the folder away; links that lead out of the data set are not followed."));
    }

    private IEnumerable<FileSystemInfo> Seen(string folder) => new DirectoryInfo(folder).EnumerateFileSystemInfos()
        .Where(entry => !entry.Name.StartsWith('.') && (entry.LinkTarget is null || LeadsInside(entry.FullName)))
        .OrderBy(entry => entry.Name, StringComparer.Ordinal);

    private bool LeadsInside(string link) =>
        Links.Follow(link) is { } real && real.StartsWith(Path.TrimEndingDirectorySeparator(_real) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
