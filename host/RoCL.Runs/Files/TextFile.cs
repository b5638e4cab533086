using System.Text.Json;
using RoCL.Core;
using RoCL.Core.Reading;

namespace RoCL.Runs.Files;

/// <summary>Reads the small files of a run as text.</summary>
public static class TextFile
{
    private const int MostBytes = 1 << 24;

    /// <summary>Reads a file; <see langword="null"/> where it is not there.</summary>
    /// <exception cref="JsonException">It is larger than any file that a run writes.</exception>
    public static string? ReadIfThere(IFiles files, string path)
    {
        try
        {
            return Read(files, path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Reads a file that a person may have written, or edited.</summary>
    /// <returns>ROCL0148: it is not UTF-8.</returns>
    public static Result<string> ReadWritten(IFiles files, string path)
    {
        using var stream = files.Read(path);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return WrittenText.Of(path, bytes.ToArray());
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonException">It is larger than any file that a run writes.</exception>
    public static string Read(IFiles files, string path)
    {
        using var stream = files.Read(path);
        if (stream.Length > MostBytes)
            throw new JsonException($"{stream.Length} bytes are more than such a file has.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
