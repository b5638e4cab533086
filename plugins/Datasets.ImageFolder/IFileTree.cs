namespace RoCL.Datasets.ImageFolder;

/// <summary>The folders and files of a data set, on the disk or in an archive.</summary>
/// <remarks>
/// Hidden names, folders that other programs leave, and links that lead out of the data set are not
/// among its folders and files; <see cref="UnseenIn"/> names them.
/// </remarks>
internal interface IFileTree
{
    /// <summary>The folder that the data set begins with, as messages name it.</summary>
    string Root { get; }

    /// <summary>The names of the folders inside a folder, in ordinal order.</summary>
    IReadOnlyList<string> FoldersOf(string folder);

    /// <summary>The names of the files inside a folder, in ordinal order.</summary>
    IReadOnlyList<string> FilesOf(string folder);

    /// <summary>What is inside a folder and is left out.</summary>
    IEnumerable<LeftOutEntry> UnseenIn(string folder);

    /// <summary>All bytes of an image file. Safe to call from several threads.</summary>
    /// <param name="path">The path of a folder here, and a name of a file in it.</param>
    byte[] Load(string path);
}
