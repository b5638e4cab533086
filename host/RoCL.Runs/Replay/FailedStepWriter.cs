using System.Globalization;
using System.Text;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Replay;

/// <summary>
/// Writes a <see cref="FailedStepFolder"/>: as checkpoints, beside its place, and renamed when it
/// is whole; an older one is never overwritten.
/// </summary>
public static class FailedStepWriter
{
    /// <summary>
    /// Writes the folder of a step in which another process died; neither a plugin nor TorchSharp
    /// is touched.
    /// </summary>
    /// <returns>
    /// The folder's path; <see langword="null"/> where it could not be written, and
    /// <paramref name="warn"/> was called.
    /// </returns>
    public static string? Write(RunFolder run, long step, Problem problem, Action<string> warn) =>
        Write(run, step, () => StepFailure.Of(run, step, problem), modelBefore: null, warn);

    /// <summary>Writes the folder of a step that failed in this process.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step's index.</param>
    /// <param name="failure">Makes what is kept of the step.</param>
    /// <param name="modelBefore">
    /// The model before the step; <see langword="null"/> where it is no more.
    /// </param>
    /// <param name="warn">
    /// Called where nothing could be written: the failure itself matters more.
    /// </param>
    /// <returns>The folder's path; <see langword="null"/> where it could not be written.</returns>
    public static string? Write(
        RunFolder run,
        long step,
        Func<StepFailure> failure,
        Checkpoint? modelBefore,
        Action<string> warn
    )
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{RunFolder.FailedStepPrefix}{step:00000000}");
        var staged = Path.Combine(run.Root, $".{name}{AtomicFile.Staged}");
        try
        {
            var target = SetAside.FreeName(run.Files, Path.Combine(run.Root, name));
            AtomicFolder.Write(run.Files, staged, target, folder => Fill(run, folder, failure(), modelBefore));
            return target;
        }
        catch (Exception fault)
        {
            warn($"step {step} could not be kept for a replay: {fault.Message.Split('\n')[0]}");
            return null;
        }
    }

    private static void Fill(RunFolder run, string folder, StepFailure failure, Checkpoint? modelBefore)
    {
        var files = run.Files;
        var checkpoint = FailedStepFolder.Checkpoint(folder);
        var hasCheckpoint = true;
        if (modelBefore is null)
            hasCheckpoint = CopyNewest(run, checkpoint, failure.Step.Index);
        else
            WriteCheckpoint(files, checkpoint, modelBefore);

        VouchedFile.WriteJson(files, Path.Combine(folder, FailedStepFolder.StepFile), failure.Step);
        VouchedFile.WriteJson(files, Path.Combine(folder, FailedStepFolder.ErrorFile), failure.Error);
        VouchedFile.WriteJson(files, Path.Combine(folder, FailedStepFolder.PluginsFile), failure.Plugins);
        VouchedFile.Write(
            files,
            Path.Combine(folder, FailedStepFolder.RecipeFile),
            stream => stream.Write(Encoding.UTF8.GetBytes(failure.Recipe))
        );

        var manifest = FailedStepFolder
            .Names(hasCheckpoint)
            .ToDictionary(name => name, name => VouchedFile.Hash(files, Path.Combine(folder, name)));
        VouchedFile.WriteJson(files, Path.Combine(folder, FailedStepFolder.ManifestFile), manifest);
        files.FlushFolder(folder);
    }

    private static void WriteCheckpoint(IFiles files, string folder, Checkpoint modelBefore)
    {
        files.CreateFolder(folder);
        CheckpointFolder.Write(files, folder, modelBefore);
    }

    // Whether there was one that leads to the step.
    private static bool CopyNewest(RunFolder run, string to, long step)
    {
        var newest = CheckpointStore
            .In(run)
            .Where(folder => CheckpointName.StepsOf(folder) <= step)
            .FirstOrDefault(folder => CheckpointFolder.IsWhole(run.Files, folder));
        if (newest is null)
            return false;
        run.Files.CreateFolder(to);
        CheckpointFolder.Copy(run.Files, newest, to);
        return true;
    }
}
