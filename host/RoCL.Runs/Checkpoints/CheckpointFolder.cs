using System.Text.Json;
using RoCL.Core;
using RoCL.Core.Models;
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

    /// <summary>The names of all of them.</summary>
    public static ImmutableArray<string> Names { get; } = [Tensors, State, Manifest];

    private static ImmutableArray<string> Vouched { get; } = [Tensors, State];

    /// <summary>Writes them all, and waits until they are on the disk itself.</summary>
    public static void Write(IFiles files, string folder, Checkpoint checkpoint)
    {
        var hashes = new Dictionary<string, string>
        {
            [Tensors] = VouchedFile.Write(files, Path.Combine(folder, Tensors), checkpoint.Weights.Write),
            [State] = VouchedFile.WriteJson(files, Path.Combine(folder, State), checkpoint.State),
        };
        VouchedFile.WriteJson(files, Path.Combine(folder, Manifest), hashes);
        files.FlushFolder(folder);
    }

    /// <summary>
    /// Reads a checkpoint if it is what its manifest says; the caller disposes of it.
    /// </summary>
    /// <returns>
    /// ROCL0612 where it is not as it was written, or holds what is never written, as
    /// <see cref="Weights.Damage"/>; ROCL062x where its tensors were not written by this program.
    /// </returns>
    /// <exception cref="IOException">
    /// A file is there and cannot be read; that says nothing about its content.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public static Result<Checkpoint> Read(IFiles files, string folder)
    {
        try
        {
            if (Damage(files, folder) is { } damage)
                return damage;
            var state = StateOf(files, folder);
            var tensors = Path.Combine(folder, Tensors);
            using var file = files.Read(tensors);
            return Weights.Read(file, tensors).Then(weights => Sound(new Checkpoint(state, weights), tensors));
        }
        catch (Exception fault) when (IsOfContent(fault))
        {
            return Damaged(folder, $"The checkpoint cannot be read: {fault.Message}");
        }
    }

    /// <summary>How far training had come, without a look at the manifest.</summary>
    /// <exception cref="JsonException">
    /// The file says nothing, or what no run could come to.
    /// </exception>
    public static CheckpointState StateOf(IFiles files, string folder)
    {
        var state = VouchedFile.ReadJson<CheckpointState>(files, Path.Combine(folder, State));
        return state.Possible ? state : throw new JsonException($"{State} holds a state that no run can be in.");
    }

    /// <summary>Whether all its files are there, and what its manifest says.</summary>
    public static bool IsWhole(IFiles files, string folder)
    {
        try
        {
            return Damage(files, folder) is null;
        }
        catch (Exception fault) when (IsOfContent(fault))
        {
            return false;
        }
    }

    /// <summary>
    /// Copies a checkpoint as it is, without reading its tensors, and waits until the copy is on
    /// the disk itself.
    /// </summary>
    public static void Copy(IFiles files, string from, string to)
    {
        foreach (var name in Names)
        {
            using var source = files.Read(Path.Combine(from, name));
            FlushedFile.Write(files, Path.Combine(to, name), source.CopyTo);
        }

        files.FlushFolder(to);
    }

    /// <summary>Renames a damaged checkpoint, so that nothing overwrites it.</summary>
    public static void SetAside(IFiles files, string folder)
    {
        var aside = Path.Combine(Path.GetDirectoryName(folder)!, $"damaged-{Path.GetFileName(folder)}");
        Files.SetAside.Rename(files, folder, aside);
    }

    private static Problem? Damage(IFiles files, string folder)
    {
        var manifest = VouchedFile.ReadJson<Dictionary<string, string>>(files, Path.Combine(folder, Manifest));
        foreach (var name in Vouched)
        {
            var path = Path.Combine(folder, name);
            if (manifest.GetValueOrDefault(name) != VouchedFile.Hash(files, path))
                return Damaged(path, "The file is not what the manifest says.");
        }

        return null;
    }

    private static Result<Checkpoint> Sound(Checkpoint checkpoint, string where)
    {
        if (checkpoint.Weights.Damage() is not { } damage)
            return checkpoint;
        checkpoint.Dispose();
        return Damaged(where, damage);
    }

    // Not that a file cannot be read just now.
    private static bool IsOfContent(Exception fault) =>
        fault is FileNotFoundException or DirectoryNotFoundException or JsonException;

    private static Problem Damaged(string where, string what) =>
        new("ROCL0612", where, what, "Restore it from a copy, or go on from an earlier checkpoint.");
}
