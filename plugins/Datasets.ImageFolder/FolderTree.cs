namespace RoCL.Datasets.ImageFolder;

/// <summary>A folder on the disk.</summary>
/// <param name="root">Its path.</param>
internal sealed class FolderTree(string root) : IFileTree
{
    private readonly string _realRoot = SymbolicLinks.Follow(root) ?? root;

    // The folder that was looked at last: it is asked several times in a row what is in it.
    private SeenFolder _last = new("", []);

    /// <inheritdoc/>
    public string Root => root;

    /// <inheritdoc/>
    public IReadOnlyList<string> FoldersOf(string folder) =>
        [.. Visible(folder).Where(entry => entry.IsFolder).Select(entry => entry.Name)];

    /// <inheritdoc/>
    public IReadOnlyList<string> FilesOf(string folder) =>
        [.. Visible(folder).Where(entry => !entry.IsFolder).Select(entry => entry.Name)];

    /// <inheritdoc/>
    public IEnumerable<LeftOutEntry> UnseenIn(string folder) =>
        from entry in EntriesOf(folder)
        let reason = entry.WhyUnseen
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

    private IEnumerable<SeenEntry> Visible(string folder) =>
        EntriesOf(folder).Where(entry => entry.WhyUnseen is null).OrderBy(entry => entry.Name, StringComparer.Ordinal);

    private IReadOnlyList<SeenEntry> EntriesOf(string folder)
    {
        if (_last.Folder != folder)
        {
            var found = new DirectoryInfo(folder).EnumerateFileSystemInfos();
            _last = new(
                folder,
                [.. found.Select(info => new SeenEntry(info.Name, info is DirectoryInfo, WhyUnseen(info)))]
            );
        }

        return _last.Entries;
    }

    private LeftOutReason? WhyUnseen(FileSystemInfo entry) =>
        UnseenNames.Of(entry.Name) ?? (entry.LinkTarget is null ? null : WhyNotFollowed(entry.FullName));

    private LeftOutReason? WhyNotFollowed(string link)
    {
        var inside = Path.TrimEndingDirectorySeparator(_realRoot) + Path.DirectorySeparatorChar;
        if (SymbolicLinks.Follow(link) is not { } target || !Path.Exists(target))
            return LeftOutReason.LinkNowhere;
        return target.StartsWith(inside, StringComparison.Ordinal) ? null : LeftOutReason.LinkOutside;
    }

    private sealed record SeenEntry(string Name, bool IsFolder, LeftOutReason? WhyUnseen);

    private sealed record SeenFolder(string Folder, IReadOnlyList<SeenEntry> Entries);
}
