using System.Globalization;
using System.Security.Cryptography;
using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Tensors;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Checkpoints;

/// <summary>The checkpoints of a run: a folder each, whole or not there at all.</summary>
/// <remarks>
/// <c>step-00000123/</c> (see <see cref="CheckpointFolder"/>) is written beside its place and
/// renamed when it is complete; an old one goes only when a newer one is safe. There is no loader
/// and no generator to save: a step follows from the seed and its index.
/// </remarks>
/// <param name="run">The run.</param>
/// <param name="warn">Told of what is damaged.</param>
/// <param name="files">The disk; the machine's own where left out.</param>
public sealed partial class CheckpointStore(RunFolder run, Action<string> warn, IFiles? files = null)
{
    private readonly IFiles _files = files ?? new DiskFiles();

    /// <summary>Restores the newest good one.</summary>
    /// <param name="model">What it is restored into.</param>
    /// <param name="resume">As <see cref="Newest"/>.</param>
    /// <returns>
    /// How far training had come, nowhere when there is none; ROCL0610 when its tensors are not the
    /// model's; and as <see cref="Newest"/>.
    /// </returns>
    public Result<CheckpointState> Restore(Model model, bool resume = false) =>
        Newest(resume)
            .Then(saved =>
            {
                using (saved)
                {
                    return saved is null
                        ? CheckpointState.Beginning
                        : saved.Into(model).Then<CheckpointState>(_ => saved.State);
                }
            });

    /// <summary>Reads the newest good one; the caller disposes of it.</summary>
    /// <param name="resume">
    /// Whether training goes on from it: then newer ones, which are damaged, are renamed
    /// <c>damaged-...</c>, and what a killed process left half-written or half-deleted goes.
    /// </param>
    /// <returns>
    /// Nothing when there is none; ROCL0611 when there are some and none is whole, and they stay as
    /// they are.
    /// </returns>
    /// <exception cref="IOException">
    /// With <paramref name="resume"/>: the disk failed, and none could be read. Another try may end
    /// otherwise.
    /// </exception>
    public Result<SavedModel?> Newest(bool resume = false)
    {
        if (resume)
        {
            foreach (
                var left in _files.Folders(run.Checkpoints).Where(folder => Path.GetFileName(folder).StartsWith('.'))
            )
            {
                _files.DeleteFolder(left);
            }
        }

        var all = All().ToList();
        var damaged = new List<string>();
        Exception? failure = null;
        foreach (var folder in all)
        {
            var (saved, fault) = Try(folder);
            if (saved is Result<SavedModel?>.Ok)
            {
                if (resume)
                    SetAside(damaged);
                return saved;
            }
            var aside = resume && fault is null;
            foreach (var problem in saved.Problems)
                warn($"{problem} {(aside ? "It is set aside, and the" : "The")} checkpoint before it is used.");
            if (aside)
                damaged.Add(folder);
            failure ??= fault;
        }
        if (resume && failure is not null)
            throw new IOException(failure.Message, failure);
        return all.Count == 0
            ? new Result<SavedModel?>.Ok(null)
            : new Problem(
                "ROCL0611",
                run.Checkpoints,
                $"holds {all.Count} checkpoint(s), none of them whole.",
                "Restore the folder from a copy, or start anew with another --out."
            );
    }

    /// <summary>
    /// Every checkpoint, the newest first, and what is wrong with it: nothing, or ROCL0612.
    /// </summary>
    public IEnumerable<(string Folder, ImmutableArray<Problem> Problems)> Verify() =>
        All()
            .Select(folder =>
                (
                    folder,
                    Try(folder)
                        .Saved.Match(
                            saved =>
                            {
                                saved?.Dispose();
                                return [];
                            },
                            problems => problems
                        )
                )
            );

    /// <summary>The newest first.</summary>
    public IEnumerable<string> All() =>
        _files
            .Folders(run.Checkpoints)
            .Where(folder => IsStep(Path.GetFileName(folder)))
            .OrderDescending(StringComparer.Ordinal);

    /// <summary>What the folder of a checkpoint is called.</summary>
    public static string NameOf(long next) => string.Create(CultureInfo.InvariantCulture, $"step-{next:00000000}");

    /// <summary>The step that comes after a checkpoint, by its folder's name.</summary>
    public static long StepOf(string folder) =>
        long.Parse(Path.GetFileName(folder).Split('-')[1], CultureInfo.InvariantCulture);

    /// <summary>
    /// SHA-256 over all weights and statistics: two models of one hash are the same to the bit.
    /// </summary>
    public static string HashOf(Model model)
    {
        using var hash = SHA256.Create();
        var weights = model
            .State.Where(tensor => !tensor.Key.StartsWith("optimizer.", StringComparison.Ordinal))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        using (var hashed = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            Safetensors.Write(new(weights, ImmutableSortedDictionary<string, string>.Empty), hashed);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    // A checkpoint that cannot be read just now may be a good one.
    private (Result<SavedModel?> Saved, Exception? Fault) Try(string folder)
    {
        try
        {
            return (CheckpointFolder.Read(_files, folder), null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var problem = new Problem(
                "ROCL0612",
                folder,
                $"cannot be read: {fault.Message}",
                "Look at the disk, and at who may read it."
            );
            return (problem, fault);
        }
    }

    private static bool IsStep(string name) =>
        name.Split('-') is ["step", { Length: >= 8 and <= 18 } digits] && digits.All(char.IsAsciiDigit);
}
