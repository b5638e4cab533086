using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace RoCL.Host.Runs;

/// <summary>The checkpoints of a run: a folder each, whole or not there at all.</summary>
/// <remarks>
/// <c>step-00000123/</c> holds <c>model.safetensors</c> (weights, running statistics, the optimizer's state), <c>checkpoint.json</c>
/// and <c>manifest.json</c> with the SHA-256 of both. It is written beside its place and renamed when it is complete; an old one goes
/// only when a newer one is there. There is no loader and no generator to save: a step follows from the seed and its index.
/// </remarks>
internal sealed class Checkpoints(RunFolder run, Action<string> warn)
{
    private const string Tensors = "model.safetensors";
    private const string State = "checkpoint.json";
    private const string Manifest = "manifest.json";

    /// <summary>Writes one, and drops all but the newest.</summary>
    /// <param name="state">How far training has come.</param>
    /// <param name="model">What is saved.</param>
    /// <param name="keep">How many stay.</param>
    public void Write(CheckpointState state, Model model, int keep)
    {
        var target = FolderOf(state.Next);
        if (Directory.Exists(target)) return;
        var staged = Path.Combine(run.Checkpoints, $".{Path.GetFileName(target)}.{Environment.ProcessId}");
        Directory.CreateDirectory(staged);
        using (var file = File.Create(Path.Combine(staged, Tensors)))
        {
            Safetensors.Write(TensorFile.Of(model.State, SavedModel.Words(model)), file);
            file.Flush(flushToDisk: true);
        }
        Json.Write(Path.Combine(staged, State), state);
        var manifest = new[] { Tensors, State }.ToDictionary(name => name, name => Hash(Path.Combine(staged, name)));
        Json.Write(Path.Combine(staged, Manifest), manifest);
        Directory.Move(staged, target);
        foreach (var old in All().Skip(keep)) Directory.Delete(old, recursive: true);
    }

    /// <summary>Restores the newest good one.</summary>
    /// <returns>
    /// How far training had come, nowhere when there is none; ROCL0610 when its tensors are not the model's; and as <see cref="Newest"/>.
    /// </returns>
    public Result<CheckpointState> Restore(Model model) => Newest().Then(saved =>
    {
        using (saved)
            return saved is null ? CheckpointState.Beginning : saved.Into(model).Then<CheckpointState>(_ => saved.State);
    });

    /// <summary>Reads the newest good one; the caller disposes of it.</summary>
    /// <returns>Nothing when there is none; ROCL0611 when there are some and none is whole.</returns>
    public Result<SavedModel?> Newest()
    {
        var all = All().ToList();
        foreach (var folder in all)
        {
            var saved = Read(folder);
            if (saved is Result<SavedModel?>.Ok) return saved;
            foreach (var problem in saved.Problems) warn($"{problem} The checkpoint before it is used.");
        }
        return all.Count == 0
            ? new Result<SavedModel?>.Ok(null)
            : new Problem("ROCL0611", run.Checkpoints, $"holds {all.Count} checkpoint(s), none of them whole.",
                "Restore the folder from a copy, or start anew with another --out.");
    }

    /// <summary>Every checkpoint, the newest first, and what is wrong with it: nothing, or ROCL0612.</summary>
    public IEnumerable<(string Folder, ImmutableArray<Problem> Problems)> Verify() => All().Select(folder => (folder, Read(folder).Match(
        saved =>
        {
            saved?.Dispose();
            return [];
        },
        problems => problems)));

    /// <summary>The newest first.</summary>
    public IEnumerable<string> All() => Directory.Exists(run.Checkpoints)
        ? Directory.EnumerateDirectories(run.Checkpoints, "step-*").Where(folder => IsStep(Path.GetFileName(folder)[5..])).OrderDescending(StringComparer.Ordinal)
        : [];

    /// <summary>SHA-256 over all weights and statistics: two models of one hash are the same to the bit.</summary>
    public static string HashOf(Model model)
    {
        using var stream = new MemoryStream();
        var weights = model.State.Where(tensor => !tensor.Key.StartsWith("optimizer.", StringComparison.Ordinal))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        Safetensors.Write(new(weights, ImmutableSortedDictionary<string, string>.Empty), stream);
        return Convert.ToHexStringLower(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    private static Result<SavedModel?> Read(string folder)
    {
        try
        {
            var manifest = Json.Read<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, Manifest)));
            foreach (var name in new[] { Tensors, State })
                if (manifest.GetValueOrDefault(name) != Hash(Path.Combine(folder, name)))
                    return new Problem("ROCL0612", Path.Combine(folder, name), "is not what the manifest says.",
                        "It was damaged after it was written.");
            var state = Json.Read<CheckpointState>(File.ReadAllText(Path.Combine(folder, State)));
            if (!state.Possible)
                return new Problem("ROCL0612", Path.Combine(folder, State), "tells of no run.", "It was damaged before its sum was taken.");
            using var file = File.OpenRead(Path.Combine(folder, Tensors));
            return Safetensors.Read(file, Path.Combine(folder, Tensors))
                .Then<SavedModel?>(tensors => new SavedModel(folder, tensors, state));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return new Problem("ROCL0612", folder, $"cannot be read: {fault.Message}", "It was damaged after it was written.");
        }
    }

    private static bool IsStep(string digits) => digits.Length is >= 8 and <= 18 && digits.All(char.IsAsciiDigit);

    private string FolderOf(long next) =>
        Path.Combine(run.Checkpoints, string.Create(CultureInfo.InvariantCulture, $"step-{next:00000000}"));

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

/// <summary>How far training has come, and what it took until there.</summary>
/// <param name="Next">The step that comes next.</param>
/// <param name="Seconds">Wall time of all steps so far, in whatever process.</param>
/// <param name="Images">Images of all steps so far.</param>
/// <param name="PeakMemoryMiB">The largest working set seen.</param>
/// <param name="Loss">Of the last step.</param>
internal sealed record CheckpointState(long Next, double Seconds = 0, long Images = 0, double PeakMemoryMiB = 0, double? Loss = null)
{
    /// <summary>Before the first step.</summary>
    public static CheckpointState Beginning { get; } = new(0);

    /// <summary>Whether a run could have come so far.</summary>
    public bool Possible => Next >= 0 && Images >= 0 && Seconds >= 0 && PeakMemoryMiB >= 0
        && double.IsFinite(Seconds) && double.IsFinite(PeakMemoryMiB);

    /// <summary>What training took so far.</summary>
    public Cost Cost => new(Seconds, Seconds > 0 ? Images / Seconds : 0, PeakMemoryMiB);
}
