using RoCL.Runs.Files;

namespace RoCL.Runs.Folders;

/// <summary>A run that <c>rocl evaluate</c> is to measure.</summary>
/// <param name="Run">The run.</param>
/// <param name="Checkpoint">The checkpoint that the path names; none where it names a run.</param>
public sealed record EvaluationTarget(RunFolder Run, string? Checkpoint)
{
    private const string Checkpoints = "checkpoints";

    /// <summary>
    /// What a path names: a run, all runs of a suite or of another folder, or a checkpoint such as
    /// <c>RUN/checkpoints/step-00000120</c>. Empty where it names nothing of these.
    /// </summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The path.</param>
    public static IEnumerable<EvaluationTarget> In(IFiles files, string path)
    {
        var runs = RunFolder.In(files, path);
        if (runs.Count > 0)
            return runs.Select(run => new EvaluationTarget(run, null));

        var checkpoint = Path.TrimEndingDirectorySeparator(path);
        var folder = Path.GetDirectoryName(checkpoint) ?? "";
        if (Path.GetFileName(folder) != Checkpoints)
            return [];
        var run = Path.GetDirectoryName(folder) is { Length: > 0 } parent ? parent : ".";
        return RunFolder.Is(run) ? [new(new RunFolder(files, run), Path.GetFileName(checkpoint))] : [];
    }
}
