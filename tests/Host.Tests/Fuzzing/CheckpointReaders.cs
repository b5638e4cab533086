using System.Collections.Immutable;
using System.Security.Cryptography;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using Shared.Fuzzing;

namespace Host.Tests.Fuzzing;

/// <summary>The files of a checkpoint.</summary>
internal static class CheckpointReaders
{
    private const string Manifest = "manifest.json";
    private static readonly string[] Summed = ["model.safetensors", "checkpoint.json"];

    /// <summary>All of them.</summary>
    public static IEnumerable<Fuzz> Of(WrittenRun run) =>
        Summed
            .Append(Manifest)
            .Select(name => new Fuzz(name, 100, [Bytes(run, name)], bytes => Read(run, name, bytes)));

    // The only checkpoint with another file in it; whoever forges one would not forget its sum.
    private static ImmutableArray<Problem> Read(WrittenRun run, string name, byte[] bytes) =>
        WrittenRun.Changed(
            run.Checkpoint,
            [name, Manifest],
            () =>
            {
                File.WriteAllBytes(Path.Combine(run.Checkpoint, name), bytes);
                if (name != Manifest)
                    WriteManifest(run);
                return new CheckpointStore(run.Folder, _ => { }).Newest().Match(Used, problems => problems);
            }
        );

    private static ImmutableArray<Problem> Used(Checkpoint? read)
    {
        using (read)
            _ = $"{read!.Weights.Architecture}{read.State.Cost}";
        return [];
    }

    private static void WriteManifest(WrittenRun run)
    {
        var sums = Summed.ToDictionary(
            name => name,
            name => Convert.ToHexStringLower(SHA256.HashData(Bytes(run, name)))
        );
        AtomicFile.WriteJson(run.Folder.Files, Path.Combine(run.Checkpoint, Manifest), sums);
    }

    private static byte[] Bytes(WrittenRun run, string name) => File.ReadAllBytes(Path.Combine(run.Checkpoint, name));
}
