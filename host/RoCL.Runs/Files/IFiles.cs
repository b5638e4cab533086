namespace RoCL.Runs.Files;

/// <summary>
/// What runs ask of a disk, operation by operation. Each of them may fail, and the tests make each
/// of them fail.
/// </summary>
/// <remarks>
/// A failure is an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>, as
/// <see cref="FileFailure"/> has it.
/// </remarks>
public interface IFiles
{
    /// <summary>Makes a folder, and those above it; nothing happens where it is there.</summary>
    void CreateFolder(string path);

    /// <summary>
    /// Opens a new file to write it, in the place of another where there is one; what is written
    /// goes to the system at once, unbuffered.
    /// </summary>
    Stream Create(string path);

    /// <summary>
    /// Opens a file at its end, to add to it as <see cref="Create"/> does. What is there can be
    /// read, and what was added can be cut off again. A file that has another name too, in a copy
    /// of the folder by links, is copied first: what is added is added to this one alone.
    /// </summary>
    Stream Append(string path);

    /// <summary>Opens a file to read it.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="DirectoryNotFoundException">Its folder is not there.</exception>
    Stream Read(string path);

    /// <summary>
    /// Opens a file, new or not, that nobody else can open until it is disposed of or this process
    /// ends.
    /// </summary>
    /// <exception cref="IOException">Another process has it open.</exception>
    Stream Lock(string path);

    /// <summary>Waits until a file is on the disk itself.</summary>
    /// <param name="stream">From <see cref="Create"/> or <see cref="Append"/>.</param>
    void Flush(Stream stream);

    /// <summary>Waits until the names in a folder are on the disk itself.</summary>
    void FlushFolder(string path);

    /// <summary>
    /// Renames a file, over another where there is one; or a folder to a name that is free.
    /// </summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file; nothing happens where it is not there.</summary>
    void Delete(string path);

    /// <summary>
    /// Deletes a folder with all that is in it; nothing happens where it is not there.
    /// </summary>
    void DeleteFolder(string path);

    /// <summary>Deletes a folder in which nothing is; nothing happens where something is.</summary>
    void DeleteEmptyFolder(string path);

    /// <summary>Whether a file or a folder has this name.</summary>
    bool Exists(string path);

    /// <summary>The folders in a folder; none where it is not there.</summary>
    IReadOnlyList<string> Folders(string path);
}
