namespace Shared.Folders;

/// <summary>A new folder that is gone when it is disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Among the machine's temporary files.</summary>
    public TemporaryFolder()
        : this(Directory.CreateTempSubdirectory("rocl-data-").FullName) { }

    private TemporaryFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>In memory, where the machine can do so (<see cref="MemoryFolder"/>).</summary>
    public static TemporaryFolder InMemory() => new(MemoryFolder.Create("rocl-data-"));

    /// <summary>Writes a file, and the folders above it.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows())
        {
            // An assembly that was loaded from here can't be deleted there as long as the process
            // lives.
        }
    }
}
