using System.Security.Cryptography;
using System.Text.Json;

namespace RoCL.Runs.Files;

/// <summary>Files whose SHA-256 stands in the manifest beside them.</summary>
public static class VouchedFile
{
    private const int MostJson = 1 << 24;

    /// <summary>Writes one, and waits until it is on the disk itself; its SHA-256.</summary>
    public static string Write(IFiles files, string path, Action<Stream> content)
    {
        using var hash = SHA256.Create();
        using var file = files.Create(path);
        // Not disposed of: after a failure nothing more is to be written.
        var buffered = new BufferedStream(file, 4096);
        using (var hashed = new CryptoStream(buffered, hash, CryptoStreamMode.Write, leaveOpen: true))
            content(hashed);
        buffered.Flush();
        files.Flush(file);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Writes a value as JSON, as <see cref="Write"/>.</summary>
    public static string WriteJson<T>(IFiles files, string path, T value) =>
        Write(files, path, stream => JsonSerializer.Serialize(stream, value, Json.Indented));

    /// <summary>The SHA-256 of one that is there.</summary>
    public static string Hash(IFiles files, string path)
    {
        using var stream = files.Read(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Reads a value; a file larger than any of ours is not even opened as text.</summary>
    /// <exception cref="JsonException">It holds no such value.</exception>
    public static T Parse<T>(IFiles files, string path) => Json.Read<T>(Text(files, path));

    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonException">It is larger than any of ours.</exception>
    public static string Text(IFiles files, string path)
    {
        using var stream = files.Read(path);
        if (stream.Length > MostJson)
            throw new JsonException($"{stream.Length} bytes are more than such a file has.");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
