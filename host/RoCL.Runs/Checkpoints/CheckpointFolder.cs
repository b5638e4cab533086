using System.Text.Json;
using RoCL.Core;
using RoCL.Core.Tensors;
using RoCL.Runs.Files;

namespace RoCL.Runs.Checkpoints;

/// <summary>The files of one checkpoint.</summary>
/// <remarks>
/// <c>model.safetensors</c> has weights, running statistics and the optimizer's state,
/// <c>checkpoint.json</c> the rest, and <c>manifest.json</c>, written last, the SHA-256 of both.
/// </remarks>
public static class CheckpointFolder
{
    private const string Tensors = "model.safetensors";
    private const string State = "checkpoint.json";
    private const string Manifest = "manifest.json";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Names { get; } = [Tensors, State, Manifest];

    /// <summary>Writes them all, and waits until they are on the disk itself.</summary>
    public static void Write(IFiles files, string folder, Snapshot snapshot)
    {
        var hashes = new Dictionary<string, string>
        {
            [Tensors] = VouchedFile.Write(
                files,
                Path.Combine(folder, Tensors),
                stream => Safetensors.Write(snapshot.File, stream)
            ),
            [State] = VouchedFile.WriteJson(files, Path.Combine(folder, State), snapshot.State),
        };
        VouchedFile.WriteJson(files, Path.Combine(folder, Manifest), hashes);
        files.FlushFolder(folder);
    }

    /// <summary>
    /// Reads a checkpoint, and believes nothing of it that its manifest does not vouch for.
    /// </summary>
    /// <returns>
    /// ROCL0612 where it is not as it was written; ROCL062x where its tensors were not written by
    /// this program.
    /// </returns>
    /// <exception cref="IOException">
    /// A file is there and cannot be read; that says nothing about what is in it.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public static Result<SavedModel?> Read(IFiles files, string folder)
    {
        try
        {
            if (Damage(files, folder) is { } damage)
                return damage;
            var state = StateOf(files, folder);
            if (!state.Possible)
            {
                return new Problem(
                    "ROCL0612",
                    Path.Combine(folder, State),
                    "tells of no run.",
                    "It was damaged before its sum was taken."
                );
            }

            using var file = files.Read(Path.Combine(folder, Tensors));
            return Safetensors
                .Read(file, Path.Combine(folder, Tensors))
                .Then<SavedModel?>(tensors => new SavedModel(folder, tensors, state));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return new Problem(
                "ROCL0612",
                folder,
                $"cannot be read: {fault.Message}",
                "It was damaged after it was written."
            );
        }
    }

    /// <summary>How far training had come, unverified.</summary>
    /// <exception cref="JsonException">It says nothing, or what no run could come to.</exception>
    public static CheckpointState StateOf(IFiles files, string folder) =>
        VouchedFile.Parse<CheckpointState>(files, Path.Combine(folder, State)) is { Possible: true } state
            ? state
            : throw new JsonException("it tells of no run.");

    /// <summary>
    /// Copies a checkpoint as it is, without reading its tensors; whether the copy is what its
    /// manifest says.
    /// </summary>
    public static bool Copy(IFiles files, string from, string to)
    {
        foreach (var name in Names)
        {
            using var source = files.Read(Path.Combine(from, name));
            VouchedFile.Write(files, Path.Combine(to, name), source.CopyTo);
        }
        files.FlushFolder(to);
        return Damage(files, to) is null;
    }

    private static Problem? Damage(IFiles files, string folder)
    {
        var manifest = VouchedFile.Parse<Dictionary<string, string>>(files, Path.Combine(folder, Manifest));
        return
            new[] { Tensors, State }.FirstOrDefault(name =>
                manifest.GetValueOrDefault(name) != VouchedFile.Hash(files, Path.Combine(folder, name))
            )
                is { } damaged
            ? new Problem(
                "ROCL0612",
                Path.Combine(folder, damaged),
                "is not what the manifest says.",
                "It was damaged after it was written."
            )
            : null;
    }
}
