using System.Security.Cryptography;
using System.Text.Json;

namespace RoCL.Runs.Files;

/// <summary>
/// Files with a SHA-256 in the manifest beside them: whoever reads one knows that it is what was
/// written.
/// </summary>
public static class VouchedFile
{
    /// <summary>Writes a file as <see cref="FlushedFile"/> does; its SHA-256.</summary>
    public static string Write(IFiles files, string path, Action<Stream> content)
    {
        using var hash = SHA256.Create();
        FlushedFile.Write(
            files,
            path,
            stream =>
            {
                using var hashed = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true);
                content(hashed);
            }
        );
        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Writes a value as JSON that people can read; its SHA-256.</summary>
    public static string WriteJson<T>(IFiles files, string path, T value) =>
        Write(files, path, stream => JsonSerializer.Serialize(stream, value, Json.Indented));

    /// <summary>The SHA-256 of a file that is there.</summary>
    public static string Hash(IFiles files, string path)
    {
        using var stream = files.Read(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Reads a value.</summary>
    /// <exception cref="JsonException">The file holds no such value.</exception>
    public static T ReadJson<T>(IFiles files, string path) => Json.Read<T>(TextFile.Read(files, path));
}
