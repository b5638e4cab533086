using System.Text.Json;
using RoCL.Core;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;

namespace RoCL.Runs.Replay;

/// <summary>
/// The folder of a step that failed for good: what it takes to take it again elsewhere, by
/// <c>rocl check FOLDER</c>.
/// </summary>
/// <remarks>
/// <c>step.json</c>, <c>error.json</c>, <c>plugins.json</c>, <c>recipe.json</c> as resolved, and
/// <c>checkpoint/</c>: the model right before the step where the process still had it, else the
/// run's newest checkpoint, and none where the run had none. <c>manifest.json</c>, written last,
/// has the SHA-256 of each.
/// </remarks>
public static class FailedStepFolder
{
    internal const string StepFile = "step.json";
    internal const string ErrorFile = "error.json";
    internal const string PluginsFile = "plugins.json";
    internal const string RecipeFile = "recipe.json";
    internal const string ManifestFile = "manifest.json";
    private const string CheckpointName = "checkpoint";

    // A code is "ROCL" and four digits, of which the exit code needs the first two.
    private const int LeastCode = 6;

    /// <summary>Whether a path is such a folder.</summary>
    public static bool Is(string path) =>
        File.Exists(Path.Combine(path, StepFile)) && File.Exists(Path.Combine(path, ErrorFile));

    /// <summary>The checkpoint of such a folder.</summary>
    public static string Checkpoint(string folder) => Path.Combine(folder, CheckpointName);

    /// <summary>
    /// Reads such a folder, and believes nothing of it that its manifest does not vouch for.
    /// </summary>
    /// <returns>ROCL0615 where it is not as it was written.</returns>
    public static Result<StepFailure> Read(IFiles files, string folder)
    {
        try
        {
            return Damage(files, folder) is { } damage ? damage : Vouched(files, folder);
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return Damaged(folder, $"The folder of the failed step cannot be read: {fault.Message}");
        }
    }

    /// <summary>
    /// The files that the manifest names. The checkpoint's own manifest vouches for the rest of it;
    /// all of it is named, so that other tools need not know that.
    /// </summary>
    internal static IReadOnlyList<string> Names(bool hasCheckpoint)
    {
        string[] own = [StepFile, ErrorFile, PluginsFile, RecipeFile];
        return hasCheckpoint ? [.. own, .. CheckpointFolder.Names.Select(name => $"{CheckpointName}/{name}")] : own;
    }

    private static Problem? Damage(IFiles files, string folder)
    {
        var manifest = VouchedFile.ReadJson<Dictionary<string, string>>(files, Path.Combine(folder, ManifestFile));
        var names = Names(files.Exists(Checkpoint(folder)));
        foreach (var name in names)
        {
            var path = Path.Combine(folder, name);
            if (manifest.GetValueOrDefault(name) != VouchedFile.Hash(files, path))
                return Damaged(path, "The file is not what the manifest says.");
        }

        var missing = manifest.Keys.FirstOrDefault(name => !names.Contains(name));
        return missing is null ? null : Damaged(folder, $"The folder of the failed step lacks {missing}.");
    }

    private static Result<StepFailure> Vouched(IFiles files, string folder)
    {
        var failure = new StepFailure(
            VouchedFile.ReadJson<FailedStep>(files, Path.Combine(folder, StepFile)),
            VouchedFile.ReadJson<StepError>(files, Path.Combine(folder, ErrorFile)),
            TextFile.Read(files, Path.Combine(folder, RecipeFile)),
            VouchedFile.ReadJson<ImmutableArray<FailedPlugin>>(files, Path.Combine(folder, PluginsFile))
        );
        var isPossible =
            failure.Step.Possible && failure.Error.Problem.Code.Length >= LeastCode && !failure.Plugins.IsDefault;
        return isPossible ? failure : Damaged(folder, "The folder describes no step that could have failed.");
    }

    private static Problem Damaged(string where, string what) =>
        new(
            "ROCL0615",
            where,
            what,
            "It was damaged after it was written: restore it from a copy, or go on with its run."
        );
}
