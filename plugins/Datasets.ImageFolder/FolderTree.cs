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
    public IEnumerable<LeftOutEntry> UnseenIn(string folder) =>
        from entry in new DirectoryInfo(folder).EnumerateFileSystemInfos()
        let reason = WhyUnseen(entry)
        where reason is not null
        orderby entry.Name
        select new LeftOutEntry(Path.Combine(folder, entry.Name), reason);

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
            .Where(entry => WhyUnseen(entry) is null)
            .OrderBy(entry => entry.Name, StringComparer.Ordinal);

    private LeftOutReason? WhyUnseen(FileSystemInfo entry) =>
        UnseenNames.Of(entry.Name) ?? (entry.LinkTarget is null ? null : WhyNotFollowed(entry.FullName));

    private LeftOutReason? WhyNotFollowed(string link)
    {
        var inside = Path.TrimEndingDirectorySeparator(_realRoot) + Path.DirectorySeparatorChar;
        if (SymbolicLinks.Follow(link) is not { } target || !Path.Exists(target))
            return LeftOutReason.LinkNowhere;
        return target.StartsWith(inside, StringComparison.Ordinal) ? null : LeftOutReason.LinkOutside;
    }
}
