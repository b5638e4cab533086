namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// An archive, held in memory: the same folders as if it were unpacked, without hidden names.
/// </summary>
internal sealed class ArchiveTree : Tree
{
    private readonly Dictionary<string, SortedSet<string>> _folders = [],
        _files = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _bytes = [];

    private ArchiveTree(string root)
        : base(root) { }

    /// <summary>Reads an archive, whichever kind its first bytes say.</summary>
    /// <remarks>
    /// Where all of it lies in one folder, that folder is the data set; unless it is called as a
    /// part of one.
    /// </remarks>
    /// <exception cref="ProblemException">
    /// ROCL0420 it can't be opened, and ROCL0429 to ROCL0431.
    /// </exception>
    public static ArchiveTree Read(string archive)
    {
        var entries = Entries(archive).Where(entry => entry.Pieces.Length > 0 && !entry.Pieces.Any(IsHidden)).ToList();
        var outermost = entries
            .Where(entry => entry.IsFolder || entry.Pieces.Length > 1)
            .Select(entry => entry.Pieces[0])
            .Distinct()
            .ToList();
        var tree = new ArchiveTree(
            outermost is [not ("train" or "test") and var only] ? Path.Combine(archive, only) : archive
        );
        foreach (var entry in entries)
            tree.Add(archive, entry);
        return tree;
    }

    /// <inheritdoc/>
    public override List<string> FoldersOf(string folder) => [.. _folders.GetValueOrDefault(folder, [])];

    /// <inheritdoc/>
    public override byte[] Load(string path) => _bytes[path].ToArray();

    /// <inheritdoc/>
    protected override IEnumerable<string> FilesOf(string folder) => _files.GetValueOrDefault(folder, []);

    // macOS writes a folder of its own beside what is packed.
    private static bool IsHidden(string name) => name.StartsWith('.') || name == "__MACOSX";

    private static List<Entry> Entries(string archive)
    {
        using var file = File.OpenRead(archive);
        var start = new byte[4];
        file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return TarGzip.Begins(start) ? TarGzip.Read(archive, file)
            : Zip.Begins(start) ? Zip.Read(archive, file)
            : throw Entry.Damaged(archive, $"its {file.Length} bytes begin neither as a .tar.gz nor as a .zip does.");
    }

    private void Add(string archive, Entry entry)
    {
        var (folder, pieces) = (archive, entry.Pieces);
        foreach (var piece in entry.IsFolder ? pieces : pieces.SkipLast(1))
        {
            Put(_folders, folder, piece);
            folder = Path.Combine(folder, piece);
        }
        if (entry.IsFolder)
            return;
        Put(_files, folder, pieces[^1]);
        if (!_bytes.TryAdd(Path.Combine(folder, pieces[^1]), entry.Bytes))
            throw Entry.Damaged(archive, $"it holds '{Entry.Shown(entry.Name)}' twice.");
    }

    private static void Put(Dictionary<string, SortedSet<string>> names, string folder, string name)
    {
        if (!names.TryGetValue(folder, out var known))
            names[folder] = known = new(StringComparer.Ordinal);
        known.Add(name);
    }
}
