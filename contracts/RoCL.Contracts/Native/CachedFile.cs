namespace RoCL.Contracts.Native;

/// <summary>Writes a file of the cache, of which all can be made again.</summary>
internal static class CachedFile
{
    private const int TooLarge = 27; // EFBIG

    /// <summary>
    /// Writes the file whole, also where something else stands at its path. Several processes may
    /// write the same one at once.
    /// </summary>
    /// <param name="path">The file's path.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="IOException">
    /// It cannot be written, or would pass the limit on file sizes.
    /// </exception>
    public static void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var staged = $"{path}.{Environment.ProcessId}";
        try
        {
            File.WriteAllBytes(staged, bytes);
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            File.Move(staged, path, overwrite: true);
        }
        catch (ArgumentOutOfRangeException limit)
        {
            // So the runtime says it, and names no file.
            throw new IOException($"The limit on the size of files is reached : '{path}'", limit)
            {
                HResult = TooLarge,
            };
        }
        finally
        {
            File.Delete(staged);
        }
    }
}
