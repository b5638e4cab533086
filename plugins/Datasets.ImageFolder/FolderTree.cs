namespace RoCL.Datasets.ImageFolder;

/// <summary>A folder, without hidden names and without links that lead out of it.</summary>
internal sealed class FolderTree(string root) : Tree(root)
{
    private readonly string _real = Links.Follow(root) ?? root;

    /// <inheritdoc/>
    public override List<string> FoldersOf(string folder) =>
        [.. Seen(folder).OfType<DirectoryInfo>().Select(inner => inner.Name)];

    /// <inheritdoc/>
    public override byte[] Load(string path) =>
        new FileInfo(path).Length <= Entry.LargestFile
            ? File.ReadAllBytes(path)
            : throw new InvalidDataException($"it is larger than {Entry.LargestFile} bytes.");

    /// <inheritdoc/>
    protected override IEnumerable<string> FilesOf(string folder) =>
        Seen(folder).OfType<FileInfo>().Select(file => file.Name);

    private IEnumerable<FileSystemInfo> Seen(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFileSystemInfos()
            .Where(entry => !entry.Name.StartsWith('.') && (entry.LinkTarget is null || LeadsInside(entry.FullName)))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal);

    private bool LeadsInside(string link) =>
        Links.Follow(link) is { } real
        && real.StartsWith(
            Path.TrimEndingDirectorySeparator(_real) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );
}
