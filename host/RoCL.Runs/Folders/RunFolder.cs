using RoCL.Core;
using RoCL.Core.Guards;
using RoCL.Runs.Files;

namespace RoCL.Runs.Folders;

/// <summary>The folder of one run, and the names of the files in it.</summary>
/// <param name="Files">The disk that it is on.</param>
/// <param name="Root">The folder's path.</param>
public sealed record RunFolder(IFiles Files, string Root)
{
    /// <summary>
    /// What the names of folders begin with in which steps that failed for good are kept.
    /// </summary>
    public const string FailedStepPrefix = "failed-step-";

    /// <summary>The recipe's file in the folder of a run.</summary>
    public const string RecipeName = "recipe.json";

    // The folder of a failed step holds a recipe, too.
    private const string FailedStepName = "step.json";

    /// <summary>The last part of its path.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Root)));

    /// <summary>The recipe as resolved: nothing to extend, every default written out.</summary>
    public string Recipe => Path.Combine(Root, RecipeName);

    /// <summary>A JSON object for each step.</summary>
    public string Metrics => Path.Combine(Root, "metrics.jsonl");

    /// <summary>The results; there only where the run has finished.</summary>
    public string Summary => Path.Combine(Root, "summary.json");

    /// <summary>The problem that ended the run early; there only where one did.</summary>
    public string Failure => Path.Combine(Root, "failure.json");

    /// <summary>Versions, machine, and the hash of every plugin.</summary>
    public string Environment => Path.Combine(Root, "environment.json");

    /// <summary>The hash of each class, and of each image that has a name.</summary>
    public string Data => Path.Combine(Root, "data.json");

    /// <summary>The code of the plugins that it was made with.</summary>
    public string Plugins => Path.Combine(Root, "plugins.zip");

    /// <summary>The run's events, as compact JSON lines.</summary>
    public string Log => Path.Combine(Root, "log.jsonl");

    /// <summary>The file that the process which works on the run has locked.</summary>
    public string Lock => Path.Combine(Root, ".lock");

    /// <summary>Which process that is.</summary>
    public string Owner => Path.Combine(Root, ".owner.json");

    /// <summary>The worker processes that died in the run; there only where one did.</summary>
    public string Attempts => Path.Combine(Root, "attempts.json");

    /// <summary>
    /// When training went back to go on with a lower learning rate; there only where it did.
    /// </summary>
    public string GoneBack => Path.Combine(Root, "gone-back.json");

    /// <summary>A folder for each checkpoint.</summary>
    public string Checkpoints => Path.Combine(Root, "checkpoints");

    /// <summary>A file for each evaluation that was made after the run.</summary>
    public string Evaluations => Path.Combine(Root, "evaluations");

    /// <summary>The files of later evaluations, the oldest first.</summary>
    public IEnumerable<string> LaterEvaluations =>
        Directory.Exists(Evaluations)
            ? Directory.EnumerateFileSystemEntries(Evaluations, "*.json").Order(StringComparer.Ordinal)
            : [];

    /// <summary>The folders of steps that failed for good, the newest last.</summary>
    public IEnumerable<string> FailedSteps =>
        Directory
            .EnumerateDirectories(Root, $"{FailedStepPrefix}*")
            .OrderBy(Directory.GetLastWriteTimeUtc)
            .ThenBy(folder => folder, StringComparer.Ordinal);

    /// <summary>Whether a path is the folder of a run.</summary>
    public static bool Is(string path) =>
        File.Exists(Path.Combine(path, RecipeName)) && !File.Exists(Path.Combine(path, FailedStepName));

    /// <summary>ROCL0604: a run has no checkpoint.</summary>
    public static Problem NotTrained(RunFolder run) =>
        new("ROCL0604", run.Root, "The run has no checkpoint yet.", $"Train it first: rocl run {run.Root}");

    /// <summary>
    /// The run that a path is, or the runs right below it, by name; none where there are none.
    /// </summary>
    public static IReadOnlyList<RunFolder> In(IFiles files, string path)
    {
        if (Is(path))
            return [new(files, path)];
        if (!Directory.Exists(path))
            return [];
        var runs = Directory.EnumerateDirectories(path).Where(Is).Order(StringComparer.Ordinal);
        return [.. runs.Select(run => new RunFolder(files, run))];
    }

    /// <summary>Makes a folder, or takes one that has no results in it.</summary>
    /// <returns>
    /// ROCL0601 something is there already, ROCL0602 it cannot be made or written.
    /// </returns>
    public static Result<RunFolder> Create(IFiles files, string path)
    {
        if (Taken(path) is { } taken)
            return taken;
        try
        {
            files.CreateFolder(path);
            return new RunFolder(files, path);
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return new Problem(
                "ROCL0602",
                path,
                $"The folder cannot be made: {DiskFault.What(fault)}.",
                $"{DiskFault.Remedy(fault)}, or choose another --out."
            );
        }
    }

    /// <summary>
    /// ROCL0601: something is there already that <see cref="Create"/> would not take;
    /// <see langword="null"/> where nothing is.
    /// </summary>
    public static Problem? Taken(string path)
    {
        var isTaken =
            File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(IsResult));
        return isTaken
            ? new(
                "ROCL0601",
                path,
                "The path exists already.",
                "Choose another --out, or go on with a run by `rocl run FOLDER`."
            )
            : null;
    }

    // A process that was killed as it made the folder leaves its lock, and a file that it was about
    // to rename.
    private static bool IsResult(string path) =>
        Path.GetFileName(path)[0] != '.' && !path.EndsWith(AtomicFile.Staged, StringComparison.Ordinal);
}
