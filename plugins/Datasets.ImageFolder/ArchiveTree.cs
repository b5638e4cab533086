using RoCL.Contracts.Archives;

namespace RoCL.Datasets.ImageFolder;

/// <summary>An archive, held in memory: the same folders as if it were unpacked.</summary>
internal sealed class ArchiveTree : IFileTree
{
    private static readonly ArchiveLimits Limits = new(FileTree.LargestFile);

    private readonly Dictionary<string, SortedSet<string>> _folders = [];
    private readonly Dictionary<string, SortedSet<string>> _files = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _bytes = [];
    private readonly Dictionary<string, List<LeftOutEntry>> _unseen = [];

    private ArchiveTree(string root) => Root = root;

    /// <inheritdoc/>
    public string Root { get; }

    /// <summary>Reads an archive, of whichever format its first bytes are.</summary>
    /// <remarks>
    /// Where all of it lies in one folder, that folder is the data set; unless its name is that of
    /// a part of one.
    /// </remarks>
    /// <exception cref="ProblemException">ROCL0429 to ROCL0431.</exception>
    public static ArchiveTree Read(string archive)
    {
        var all = EntriesOf(archive);
        var entries = all.Where(entry => !entry.Path.Any(IsUnseen)).ToList();
        var outermost = entries
            .Where(entry => entry.IsFolder || entry.Path.Count > 1)
            .Select(entry => entry.Path[0])
            .Distinct()
            .ToList();
        var isWrapped = outermost is [var only] && !PartFolders.IsPart(only);

        var tree = new ArchiveTree(isWrapped ? Path.Combine(archive, outermost[0]) : archive);
        foreach (var entry in entries)
            tree.Add(archive, entry);
        foreach (var entry in all.Where(entry => entry.Path.Any(IsUnseen)))
            tree.AddUnseen(archive, entry);
        return tree;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FoldersOf(string folder) => [.. _folders.GetValueOrDefault(folder, [])];

    /// <inheritdoc/>
    public IReadOnlyList<string> FilesOf(string folder) => [.. _files.GetValueOrDefault(folder, [])];

    /// <inheritdoc/>
    public IEnumerable<LeftOutEntry> UnseenIn(string folder) => _unseen.GetValueOrDefault(folder, []).Distinct();

    /// <inheritdoc/>
    public byte[] Load(string path) => _bytes[path].ToArray();

    private static IReadOnlyList<ArchiveEntry> EntriesOf(string archive)
    {
        try
        {
            using var file = File.OpenRead(archive);
            return Archive.Read(file, Limits, FileTree.IsImage);
        }
        catch (ArchiveException refused)
        {
            throw ImageFolderProblems.Of(archive, refused);
        }
    }

    private static bool IsUnseen(string name) => UnseenNames.Of(name) is not null;

    // What is inside such a folder counts with it.
    private void AddUnseen(string archive, ArchiveEntry entry)
    {
        var depth = entry.Path.TakeWhile(name => !IsUnseen(name)).Count();
        var folder = entry.Path.Take(depth).Aggregate(archive, Path.Combine);
        var name = entry.Path[depth];
        if (!_unseen.TryGetValue(folder, out var known))
        {
            known = [];
            _unseen.Add(folder, known);
        }
        known.Add(new(Path.Combine(folder, name), UnseenNames.Of(name)!));
    }

    private void Add(string archive, ArchiveEntry entry)
    {
        var folder = archive;
        foreach (var name in entry.IsFolder ? entry.Path : entry.Path.SkipLast(1))
        {
            Add(_folders, folder, name);
            folder = Path.Combine(folder, name);
        }

        if (!entry.IsFolder)
        {
            var name = entry.Path[^1];
            Add(_files, folder, name);
            _bytes.Add(Path.Combine(folder, name), entry.Bytes);
        }
    }

    private static void Add(Dictionary<string, SortedSet<string>> names, string folder, string name)
    {
        if (!names.TryGetValue(folder, out var known))
        {
            known = new(StringComparer.Ordinal);
            names.Add(folder, known);
        }
        known.Add(name);
    }
}
