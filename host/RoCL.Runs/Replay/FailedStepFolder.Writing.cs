using System.Globalization;
using System.Text;
using System.Text.Json;
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
        Leave(run, step, warn, staged => Write(new DiskFiles(), run, staged, Failure.Of(run, step, problem), null));

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
    /// <param name="files">The disk.</param>
    public static string? Leave(
        RunFolder run,
        long step,
        Func<Failure> failure,
        Snapshot? before,
        Action<string> warn,
        IFiles? files = null
    ) => Leave(run, step, warn, staged => Write(files ?? new DiskFiles(), run, staged, failure(), before), files);

    private static string? Leave(
        RunFolder run,
        long step,
        Action<string> warn,
        Action<string> write,
        IFiles? given = null
    )
    {
        var files = given ?? new DiskFiles();
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:00000000}");
        var staged = Path.Combine(run.Root, $".{name}.new");
        try
        {
            Discard(files, staged);
            files.CreateFolder(staged);
            write(staged);
            var taken = files.Folders(run.Root);
            var target = Enumerable
                .Range(1, taken.Count + 1)
                .Select(i => Path.Combine(run.Root, i == 1 ? name : $"{name}.{i}"))
                .First(path => !taken.Contains(path));
            files.Rename(staged, target);
            files.FlushFolder(run.Root);
            return target;
        }
        catch (Exception fault)
        {
            warn($"what step {step} failed with could not be kept for a replay: {fault.Message.Split('\n')[0]}");
            Leftovers.Drop(() => Discard(files, staged)); // the disk may be full
            return null;
        }
    }

    private static void Discard(IFiles files, string folder)
    {
        if (files.Folders(Path.GetDirectoryName(folder)!).Contains(folder))
            files.DeleteFolder(folder);
    }

    private static void Write(IFiles files, RunFolder run, string folder, Failure failure, Snapshot? before)
    {
        var checkpoint = Path.Combine(folder, Before);
        var hasCheckpoint = before is null
            ? CopiedNewest(files, run, checkpoint, failure.Step.Index)
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

    private static bool Written(IFiles files, string folder, Snapshot before)
    {
        files.CreateFolder(folder);
        CheckpointFolder.Write(files, folder, before);
        return true;
    }

    private static bool CopiedNewest(IFiles files, RunFolder run, string to, long step)
    {
        foreach (
            var from in new CheckpointStore(run, _ => { }, files)
                .All()
                .Where(folder => CheckpointStore.StepOf(folder) <= step)
        )
        {
            try
            {
                files.CreateFolder(to);
                if (CheckpointFolder.Copy(files, from, to))
                    return true;
                files.DeleteFolder(to);
            }
            catch (Exception fault) when (fault is FileNotFoundException or JsonException)
            {
                files.DeleteFolder(to);
            }
        }

        return false;
    }
}
