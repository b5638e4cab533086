using System.Text;
using System.Text.Json;

namespace RoCL.Runs.Files;

/// <summary>
/// The one way in which a file of a run is written: beside its place, as <c>NAME.new</c>, flushed
/// to the disk, and renamed. At every moment the file is the old one or the new one, whole.
/// </summary>
public static class AtomicFile
{
    /// <summary>What the name of a file ends with until it is whole.</summary>
    public const string Staged = ".new";

    /// <summary>Writes a file, or leaves what was there as it was.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file.</param>
    /// <param name="content">Writes the content.</param>
    public static void Write(IFiles files, string path, Action<Stream> content)
    {
        var staged = path + Staged;
        try
        {
            FlushedFile.Write(files, staged, content);
            files.Rename(staged, path);
        }
        catch
        {
            Leftovers.Drop(() => files.Delete(staged));
            throw;
        }

        files.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Writes a text, in UTF-8.</summary>
    public static void WriteText(IFiles files, string path, string text) =>
        Write(files, path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a value as JSON that people can read.</summary>
    public static void WriteJson<T>(IFiles files, string path, T value) =>
        WriteText(files, path, JsonSerializer.Serialize(value, Json.Indented) + "\n");

    /// <summary>Copies a file.</summary>
    public static void Copy(IFiles files, string from, string to)
    {
        using var source = files.Read(from);
        Write(files, to, source.CopyTo);
    }
}
