namespace RoCL.Datasets.ImageFolder;

/// <summary>A folder on the disk.</summary>
/// <param name="root">Its path.</param>
internal sealed class FolderTree(string root) : IFileTree
{
    private readonly string _realRoot = SymbolicLinks.Follow(root) ?? root;

    /// <inheritdoc/>
    public string Root => root;

    /// <inheritdoc/>
    public IReadOnlyList<string> FoldersOf(string folder) =>
        [.. Visible(folder).OfType<DirectoryInfo>().Select(inner => inner.Name)];

    /// <inheritdoc/>
    public IReadOnlyList<string> FilesOf(string folder) =>
        [.. Visible(folder).OfType<FileInfo>().Select(file => file.Name)];

    /// <inheritdoc/>
    public byte[] Load(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= FileTree.LargestFile
            ? File.ReadAllBytes(path)
            : throw new InvalidDataException($"The file has {length} bytes; {FileTree.LargestFile} are allowed.");
    }

    private IEnumerable<FileSystemInfo> Visible(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFileSystemInfos()
            .Where(entry => !entry.Name.StartsWith('.') && (entry.LinkTarget is null || LeadsInside(entry.FullName)))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal);

    private bool LeadsInside(string link)
    {
        var inside = Path.TrimEndingDirectorySeparator(_realRoot) + Path.DirectorySeparatorChar;
        return SymbolicLinks.Follow(link) is { } target && target.StartsWith(inside, StringComparison.Ordinal);
    }
}
