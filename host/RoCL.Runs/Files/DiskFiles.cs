using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoCL.Runs.Files;

/// <summary>The machine's own files.</summary>
public sealed partial record DiskFiles : IFiles
{
    private const int Unbuffered = 0;

    /// <inheritdoc/>
    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public Stream Create(string path)
    {
        // What lies there may have another name as well, in a copy of the folder by links.
        File.Delete(path);
        return Named(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, Unbuffered));
    }

    /// <inheritdoc/>
    public Stream Append(string path)
    {
        if (HardLinks.AreOn(path))
            AtomicFile.Copy(this, path, path);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, Unbuffered);
        file.Position = file.Length;
        return Named(file);
    }

    /// <inheritdoc/>
    public Stream Read(string path) => File.OpenRead(path);

    /// <inheritdoc/>
    public Stream Lock(string path) =>
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <inheritdoc/>
    public void Flush(Stream stream) => ((DiskStream)stream).FlushToDisk();

    /// <inheritdoc/>
    /// <remarks>Windows journals names itself, and has no such call.</remarks>
    public void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new SafeFileHandle(Open(path, ReadOnly), ownsHandle: true);
        if (folder.IsInvalid)
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        RandomAccess.FlushToDisk(folder);
    }

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        if (Directory.Exists(from))
            Directory.Move(from, to);
        else
            File.Move(from, to, overwrite: true);
    }

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    /// <inheritdoc/>
    public void DeleteEmptyFolder(string path)
    {
        if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
            Directory.Delete(path);
    }

    /// <inheritdoc/>
    public bool Exists(string path) => Path.Exists(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path) : [];

    private static DiskStream Named(FileStream file) => new(file, file.Name, () => file.Flush(flushToDisk: true));

    private const int ReadOnly = 0;

    // .NET opens no folder; it flushes one that was opened.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
