using RoCL.Runs.Files;

namespace RoCL.Runs.Folders;

/// <summary>
/// The files of a folder that this process has for itself: before each write, it is looked at
/// whether the folder is still in its place. A folder that was moved would else be split in two.
/// </summary>
/// <param name="files">The disk.</param>
/// <param name="place">The folder's place.</param>
public sealed class HeldFiles(IFiles files, HeldPlace place) : IFiles
{
    /// <summary>A run's folder, each write to which looks at whether it is still there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="place">The place of its folder.</param>
    public static RunFolder Of(RunFolder run, HeldPlace place) => run with { Files = new HeldFiles(run.Files, place) };

    /// <inheritdoc/>
    public void CreateFolder(string path) => There().CreateFolder(path);

    /// <inheritdoc/>
    public Stream Create(string path) => There().Create(path);

    /// <inheritdoc/>
    public Stream Append(string path) => new HeldStream(There().Append(path), RequireThere);

    /// <inheritdoc/>
    public Stream Read(string path) => files.Read(path);

    /// <inheritdoc/>
    public Stream Lock(string path) => There().Lock(path);

    /// <inheritdoc/>
    public void Flush(Stream stream) => There().Flush(stream is HeldStream held ? held.File : stream);

    /// <inheritdoc/>
    public void FlushFolder(string path) => There().FlushFolder(path);

    /// <inheritdoc/>
    public void Rename(string from, string to) => There().Rename(from, to);

    /// <inheritdoc/>
    public void Delete(string path) => There().Delete(path);

    /// <inheritdoc/>
    public void DeleteFolder(string path) => There().DeleteFolder(path);

    /// <inheritdoc/>
    public void DeleteEmptyFolder(string path) => There().DeleteEmptyFolder(path);

    /// <inheritdoc/>
    public bool Exists(string path) => files.Exists(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> Folders(string path) => files.Folders(path);

    private IFiles There()
    {
        RequireThere();
        return files;
    }

    private void RequireThere()
    {
        if (place.Lost is { } lost)
            throw new ProblemException(lost);
    }
}
