using System.Globalization;
using System.Text;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Replay;

/// <content>How they are written.</content>
public static partial class FailedStepFolder
{
    /// <summary>
    /// Leaves the folder of a worker that died; its path, <see langword="null"/> where
    /// <paramref name="warn"/> was told why not.
    /// </summary>
    /// <remarks>Neither a plugin nor TorchSharp is touched.</remarks>
    public static string? Leave(RunFolder run, long step, Problem problem, Action<string> warn) =>
        Leave(run, step, warn, staged => Write(run, staged, Failure.Of(run, step, problem), null));

    /// <summary>
    /// Leaves the folder of a step that failed in this process, as
    /// <see cref="Leave(RunFolder, long, Problem, Action{string})"/>.
    /// </summary>
    /// <param name="run">Where.</param>
    /// <param name="failure">Makes what is left.</param>
    /// <param name="step">The step's index.</param>
    /// <param name="before">
    /// The model before the step; <see langword="null"/> where it is no more.
    /// </param>
    /// <param name="warn">Told why nothing could be left: the failure itself matters more.</param>
    public static string? Leave(
        RunFolder run,
        long step,
        Func<Failure> failure,
        Checkpoint? before,
        Action<string> warn
    ) => Leave(run, step, warn, staged => Write(run, staged, failure(), before));

    private static string? Leave(RunFolder run, long step, Action<string> warn, Action<string> write)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{RunFolder.FailedStepPrefix}{step:00000000}");
        try
        {
            var target = SetAside.FreeName(run.Files, Path.Combine(run.Root, name));
            AtomicFolder.Write(run.Files, Path.Combine(run.Root, $".{name}{AtomicFile.Staged}"), target, write);
            return target;
        }
        catch (Exception fault)
        {
            warn($"what step {step} failed with could not be kept for a replay: {fault.Message.Split('\n')[0]}");
            return null;
        }
    }

    private static void Write(RunFolder run, string folder, Failure failure, Checkpoint? before)
    {
        var files = run.Files;
        var checkpoint = Path.Combine(folder, Before);
        var hasCheckpoint = before is null
            ? CopiedNewest(run, checkpoint, failure.Step.Index)
            : Written(files, checkpoint, before);
        VouchedFile.WriteJson(files, Path.Combine(folder, Step), failure.Step);
        VouchedFile.WriteJson(files, Path.Combine(folder, Error), failure.Error);
        VouchedFile.WriteJson(files, Path.Combine(folder, Plugins), failure.Plugins);
        VouchedFile.Write(
            files,
            Path.Combine(folder, Recipe),
            stream => stream.Write(Encoding.UTF8.GetBytes(failure.Recipe))
        );
        VouchedFile.WriteJson(
            files,
            Path.Combine(folder, Manifest),
            Names(hasCheckpoint).ToDictionary(name => name, name => VouchedFile.Hash(files, Path.Combine(folder, name)))
        );
        files.FlushFolder(folder);
    }

    private static bool Written(IFiles files, string folder, Checkpoint before)
    {
        files.CreateFolder(folder);
        CheckpointFolder.Write(files, folder, before);
        return true;
    }

    private static bool CopiedNewest(RunFolder run, string to, long step)
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
