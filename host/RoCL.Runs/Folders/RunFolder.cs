using RoCL.Core;
using RoCL.Runs.Replay;

namespace RoCL.Runs.Folders;

/// <summary>The files of one run.</summary>
/// <param name="Root">The folder.</param>
public sealed record RunFolder(string Root)
{
    /// <summary>The last part of its path.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Root)));

    /// <summary>The recipe as resolved: nothing to extend, every default written out.</summary>
    public string Recipe => Path.Combine(Root, "recipe.json");

    /// <summary>A JSON object for each step.</summary>
    public string Metrics => Path.Combine(Root, "metrics.jsonl");

    /// <summary>What came out.</summary>
    public string Summary => Path.Combine(Root, "summary.json");

    /// <summary>Why it ended before its end; there only where it did.</summary>
    public string Failure => Path.Combine(Root, "failure.json");

    /// <summary>Versions, machine, and every plugin's hash.</summary>
    public string Environment => Path.Combine(Root, "environment.json");

    /// <summary>What happened, as compact JSON lines.</summary>
    public string Log => Path.Combine(Root, "log.jsonl");

    /// <summary>What the process that works on it has locked.</summary>
    public string Lock => Path.Combine(Root, ".lock");

    /// <summary>Which process that is.</summary>
    public string Owner => Path.Combine(Root, ".owner.json");

    /// <summary>The worker processes that died in it; there only where one did.</summary>
    public string Attempts => Path.Combine(Root, "attempts.json");

    /// <summary>
    /// How often training went back to go on with a lower learning rate; there only where it did.
    /// </summary>
    public string GoneBack => Path.Combine(Root, "gone-back.json");

    /// <summary>A folder for each checkpoint.</summary>
    public string Checkpoints => Path.Combine(Root, "checkpoints");

    /// <summary>
    /// What steps left that failed for good, the newest last; none where none did.
    /// </summary>
    public IEnumerable<string> FailedSteps =>
        Directory
            .EnumerateDirectories(Root, $"{FailedStepFolder.Prefix}*")
            .OrderBy(Directory.GetLastWriteTimeUtc)
            .ThenBy(folder => folder, StringComparer.Ordinal);

    /// <summary>A file for each evaluation that was run afterwards.</summary>
    public string Evaluations => Path.Combine(Root, "evaluations");

    /// <summary>Whether a path is a run's folder.</summary>
    public static bool Is(string path) =>
        Directory.Exists(path) && File.Exists(new RunFolder(path).Recipe) && !FailedStepFolder.Is(path);

    /// <summary>What is wrong with a path that is no run's folder: ROCL0603.</summary>
    public static Problem NoRun(string path) =>
        new(
            "ROCL0603",
            path,
            "is no run: there is no recipe.json in it.",
            "Name the folder of a run; `rocl show` lists those in runs/."
        );

    /// <summary>What is wrong with a run that has no checkpoint: ROCL0604.</summary>
    public static Problem NotTrained(RunFolder run) =>
        new("ROCL0604", run.Root, "has no checkpoint yet.", $"Train it first: rocl run {run.Root}");

    /// <summary>
    /// The run of a path: itself, or those right below it, by name; none where there are none.
    /// </summary>
    public static IReadOnlyList<RunFolder> In(string path) =>
        Is(path) ? [new(path)]
        : !Directory.Exists(path) ? []
        :
        [
            .. Directory
                .EnumerateDirectories(path)
                .Where(Is)
                .Order(StringComparer.Ordinal)
                .Select(child => new RunFolder(child)),
        ];

    /// <summary>A folder with nothing in it, new or not.</summary>
    /// <returns>
    /// ROCL0601 something is there already, ROCL0602 it cannot be made or written.
    /// </returns>
    public static Result<RunFolder> Create(string path)
    {
        if (Taken(path) is { } taken)
            return taken;
        try
        {
            Directory.CreateDirectory(path);
            return new RunFolder(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem(
                "ROCL0602",
                path,
                $"cannot be made: {fault.Message}",
                "Choose an --out that you may write to."
            );
        }
    }

    /// <summary>
    /// What would keep <see cref="Create"/> from making a folder, before anything is made: ROCL0601
    /// only.
    /// </summary>
    public static Problem? Taken(string path) =>
        File.Exists(path) || Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(IsResult)
            ? new Problem(
                "ROCL0601",
                path,
                "is there already.",
                "Choose another --out, or go on with a run by `rocl run FOLDER`."
            )
            : null;

    // A process that was killed as it made the folder leaves its lock, and what it was about to
    // rename.
    private static bool IsResult(string path) =>
        Path.GetFileName(path)[0] != '.' && !path.EndsWith(".new", StringComparison.Ordinal);
}
