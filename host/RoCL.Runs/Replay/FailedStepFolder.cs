using System.Text.Json;
using RoCL.Core;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;

namespace RoCL.Runs.Replay;

/// <summary>
/// The folder that a step leaves which failed for good: what it takes to take it again elsewhere,
/// by <c>rocl check FOLDER</c>.
/// </summary>
/// <remarks>
/// <c>step.json</c>, <c>error.json</c>, <c>plugins.json</c>, <c>recipe.json</c> as resolved, and
/// <c>checkpoint/</c>: the model right before the step where the process still had it, else the
/// run's newest checkpoint, and none where the run had none. <c>manifest.json</c>, written last,
/// has the SHA-256 of each. As checkpoints, it is written beside its place and renamed, and never
/// overwritten.
/// </remarks>
public static partial class FailedStepFolder
{
    private const string Step = "step.json",
        Error = "error.json",
        Plugins = "plugins.json",
        Recipe = "recipe.json",
        Manifest = "manifest.json";
    private const string Before = "checkpoint";

    /// <summary>Whether a path is such a folder.</summary>
    public static bool Is(string path) =>
        File.Exists(Path.Combine(path, Step)) && File.Exists(Path.Combine(path, Error));

    /// <summary>The checkpoint of such a folder.</summary>
    public static string Checkpoint(string folder) => Path.Combine(folder, Before);

    /// <summary>
    /// Reads such a folder, and believes nothing of it that its manifest does not vouch for.
    /// </summary>
    /// <returns>ROCL0615 where it is not as it was written.</returns>
    public static Result<Failure> Read(IFiles files, string folder)
    {
        string In(string name) => Path.Combine(folder, name);

        try
        {
            var manifest = VouchedFile.ReadJson<Dictionary<string, string>>(files, In(Manifest));
            if (
                Names(Directory.Exists(In(Before)))
                    .FirstOrDefault(name => manifest.GetValueOrDefault(name) != VouchedFile.Hash(files, In(name))) is
                { } other
            )
            {
                return Damaged(In(other), "is not what the manifest says.");
            }

            if (
                manifest.Keys.FirstOrDefault(name => !Names(Directory.Exists(In(Before))).Contains(name)) is { } missing
            )
            {
                return Damaged(folder, $"lacks {missing}.");
            }

            var failure = new Failure(
                VouchedFile.ReadJson<FailedStep>(files, In(Step)),
                VouchedFile.ReadJson<StepError>(files, In(Error)),
                TextFile.Read(files, In(Recipe)),
                VouchedFile.ReadJson<ImmutableArray<FailedPlugin>>(files, In(Plugins))
            );
            return failure.Step.Possible && failure.Error.Problem.Code.Length >= 6 && !failure.Plugins.IsDefault
                ? failure
                : Damaged(folder, "tells of no step that could have failed.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return Damaged(folder, $"cannot be read: {fault.Message}");
        }
    }

    // The checkpoint's own manifest vouches for the rest of it; all of it is named, so that other
    // tools need not know that.
    private static IEnumerable<string> Names(bool hasCheckpoint) =>
        new[] { Step, Error, Plugins, Recipe }.Concat(
            hasCheckpoint ? CheckpointFolder.Names.Select(name => $"{Before}/{name}") : []
        );

    private static Problem Damaged(string where, string what) =>
        new(
            "ROCL0615",
            where,
            what,
            "It was damaged after it was written: restore it from a copy, or take its run up again."
        );
}
