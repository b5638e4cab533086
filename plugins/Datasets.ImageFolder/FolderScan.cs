namespace RoCL.Datasets.ImageFolder;

/// <summary>Finds class folders and images, and notes what it passes by.</summary>
/// <param name="tree">The data set.</param>
internal sealed class FolderScan(IFileTree tree)
{
    private readonly List<LeftOutEntry> _leftOut = [];

    /// <summary>What was passed by so far.</summary>
    public IReadOnlyList<LeftOutEntry> LeftOut => _leftOut;

    /// <summary>Notes something that is not part of the data.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="reason">Why.</param>
    public void LeaveOut(string path, LeftOutReason reason) => _leftOut.Add(new(path, reason));

    /// <summary>Notes all files of a folder, images too.</summary>
    /// <param name="folder">A folder whose folders are looked at.</param>
    public void LeaveOutFilesOf(string folder)
    {
        _leftOut.AddRange(tree.UnseenIn(folder));
        foreach (var name in tree.FilesOf(folder))
        {
            var reason = FileTree.IsImage(name) ? LeftOutReason.LooseImage : LeftOutReason.OtherFile(name);
            LeaveOut(Path.Combine(folder, name), reason);
        }
    }

    /// <summary>
    /// The class folders of a part; none where there are fewer than two: one class is no label.
    /// </summary>
    /// <param name="folder">The part.</param>
    public IReadOnlyList<string> ClassesIn(string folder) =>
        tree.FoldersOf(folder).Count >= 2 ? ClassesOrNoneIn(folder) : [];

    /// <summary>The class folders of a part, however many there are.</summary>
    /// <param name="folder">The part.</param>
    public IReadOnlyList<string> ClassesOrNoneIn(string folder)
    {
        LeaveOutFilesOf(folder);
        return tree.FoldersOf(folder);
    }

    /// <summary>
    /// The images of a class folder, in ordinal order of their names; ROCL0423 for none.
    /// </summary>
    /// <param name="folder">The class folder.</param>
    public IReadOnlyList<string> ImagesOf(string folder)
    {
        var images = FlatImagesOf(folder);
        return images.Count > 0 ? images : throw ImageFolderProblems.EmptyClass(folder, OtherFilesOf(folder));
    }

    /// <summary>
    /// The images of a part without labels: those right in it, or those of its class folders,
    /// whichever are more.
    /// </summary>
    /// <param name="folder">The part.</param>
    public IReadOnlyList<string> AllIn(string folder)
    {
        var folders = tree.FoldersOf(folder);
        var loose = tree.FilesOf(folder).Count(FileTree.IsImage);
        var inFolders = folders.Sum(name => tree.FilesOf(Path.Combine(folder, name)).Count(FileTree.IsImage));
        if (loose + inFolders == 0)
            throw ImageFolderProblems.NoImages(folder, OtherFilesOf(folder));
        if (loose >= inFolders)
            return FlatImagesOf(folder);
        LeaveOutFilesOf(folder);
        var images = new List<string>();
        foreach (var name in folders)
            images.AddRange(FlatImagesOf(Path.Combine(folder, name)));
        return images;
    }

    private List<string> FlatImagesOf(string folder)
    {
        _leftOut.AddRange(tree.UnseenIn(folder));
        foreach (var name in tree.FoldersOf(folder))
            LeaveOut(Path.Combine(folder, name), LeftOutReason.InnerFolder);
        foreach (var name in tree.FilesOf(folder).Where(name => !FileTree.IsImage(name)))
            LeaveOut(Path.Combine(folder, name), LeftOutReason.OtherFile(name));
        return [.. tree.FilesOf(folder).Where(FileTree.IsImage).Select(name => Path.Combine(folder, name))];
    }

    private IReadOnlyList<string> OtherFilesOf(string folder)
    {
        var others = tree.FilesOf(folder)
            .Where(name => !FileTree.IsImage(name))
            .Select(name => new LeftOutEntry(Path.Combine(folder, name), LeftOutReason.OtherFile(name)));
        var inner = tree.FoldersOf(folder)
            .Select(name => new LeftOutEntry(Path.Combine(folder, name), LeftOutReason.InnerFolder));
        return LeftOutEntry.Phrases(others.Concat(inner).Concat(tree.UnseenIn(folder)), folder);
    }
}
