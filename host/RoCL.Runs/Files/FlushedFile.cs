namespace RoCL.Runs.Files;

/// <summary>A new file that is on the disk itself before anything else happens.</summary>
internal static class FlushedFile
{
    private const int BufferBytes = 1 << 12;

    /// <summary>Writes a file, over another where there is one.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file.</param>
    /// <param name="content">Writes the content; many small writes are gathered.</param>
    public static void Write(IFiles files, string path, Action<Stream> content)
    {
        using var file = files.Create(path);
        // Not disposed of: after a failure nothing more is to be written.
        var buffered = new BufferedStream(file, BufferBytes);
        content(buffered);
        buffered.Flush();
        files.Flush(file);
    }
}
