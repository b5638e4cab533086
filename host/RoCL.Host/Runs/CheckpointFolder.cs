using System.Security.Cryptography;
using System.Text.Json;
using RoCL.Host.Files;

namespace RoCL.Host.Runs;

/// <summary>The files of one checkpoint.</summary>
/// <remarks>
/// <c>model.safetensors</c> has weights, running statistics and the optimizer's state, <c>checkpoint.json</c> the rest, and
/// <c>manifest.json</c>, written last, the SHA-256 of both.
/// </remarks>
internal static class CheckpointFolder
{
    private const string Tensors = "model.safetensors";
    private const string State = "checkpoint.json";
    private const string Manifest = "manifest.json";
    private const int MostJson = 1 << 24;

    /// <summary>Writes them all, and waits until they are on the disk itself.</summary>
    public static void Write(IFiles files, string folder, Snapshot snapshot)
    {
        void Text<T>(Stream stream, T value) => JsonSerializer.Serialize(stream, value, Json.Indented);

        var hashes = new Dictionary<string, string>
        {
            [Tensors] = Write(files, Path.Combine(folder, Tensors), stream => Safetensors.Write(snapshot.File, stream)),
            [State] = Write(files, Path.Combine(folder, State), stream => Text(stream, snapshot.State)),
        };
        Write(files, Path.Combine(folder, Manifest), stream => Text(stream, hashes));
        files.FlushFolder(folder);
    }

    /// <summary>Reads a checkpoint, and believes nothing of it that its manifest does not vouch for.</summary>
    /// <returns>ROCL0612 where it is not as it was written; ROCL062x where its tensors were not written by this program.</returns>
    /// <exception cref="IOException">A file is there and cannot be read; that says nothing about what is in it.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public static Result<SavedModel?> Read(IFiles files, string folder)
    {
        try
        {
            var manifest = Parse<Dictionary<string, string>>(files, Path.Combine(folder, Manifest));
            foreach (var name in new[] { Tensors, State })
                if (manifest.GetValueOrDefault(name) != Hash(files, Path.Combine(folder, name)))
                    return new Problem("ROCL0612", Path.Combine(folder, name), "is not what the manifest says.",
                        "It was damaged after it was written.");
            var state = StateOf(files, folder);
            if (!state.Possible)
                return new Problem("ROCL0612", Path.Combine(folder, State), "tells of no run.", "It was damaged before its sum was taken.");
            using var file = files.Read(Path.Combine(folder, Tensors));
            return Safetensors.Read(file, Path.Combine(folder, Tensors))
                .Then<SavedModel?>(tensors => new SavedModel(folder, tensors, state));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return new Problem("ROCL0612", folder, $"cannot be read: {fault.Message}", "It was damaged after it was written.");
        }
    }

    /// <summary>How far training had come, unverified.</summary>
    public static CheckpointState StateOf(IFiles files, string folder) => Parse<CheckpointState>(files, Path.Combine(folder, State));

    private static string Write(IFiles files, string path, Action<Stream> content)
    {
        using var hash = SHA256.Create();
        using var file = files.Create(path);
        // Not disposed of: after a failure nothing more is to be written.
        var buffered = new BufferedStream(file, 4096);
        using (var hashed = new CryptoStream(buffered, hash, CryptoStreamMode.Write, leaveOpen: true)) content(hashed);
        buffered.Flush();
        files.Flush(file);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static string Hash(IFiles files, string path)
    {
        using var stream = files.Read(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static T Parse<T>(IFiles files, string path)
    {
        using var stream = files.Read(path);
        if (stream.Length > MostJson) throw new JsonException($"{stream.Length} bytes are more than such a file has.");
        using var text = new StreamReader(stream);
        return Json.Read<T>(text.ReadToEnd());
    }
}
