namespace RoCL.Runs.Files;

/// <summary>
/// What checkpoints and metrics ask of a disk, operation by operation: each may fail, and the tests
/// make each fail.
/// </summary>
/// <remarks>
/// A failure is an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>.
/// </remarks>
public interface IFiles
{
    /// <summary>Makes a folder, and those above it; nothing happens where it is.</summary>
    void CreateFolder(string path);

    /// <summary>
    /// Opens an empty file to write it; what is written goes to the system at once, unbuffered.
    /// </summary>
    Stream Create(string path);

    /// <summary>Opens a file to add to it, as <see cref="Create"/>.</summary>
    Stream Append(string path);

    /// <summary>Opens a file to read it.</summary>
    Stream Read(string path);

    /// <summary>Waits until a file is on the disk itself.</summary>
    /// <param name="stream">From <see cref="Create"/> or <see cref="Append"/>.</param>
    void Flush(Stream stream);

    /// <summary>Waits until the names in a folder are on the disk itself.</summary>
    void FlushFolder(string path);

    /// <summary>
    /// Renames a file, over another where there is one; or a folder to a name that is free.
    /// </summary>
    void Rename(string from, string to);

    /// <summary>Deletes a folder with all that is in it.</summary>
    void DeleteFolder(string path);

    /// <summary>The folders in a folder; none where it is not there.</summary>
    IReadOnlyList<string> Folders(string path);
}
