namespace Shared.Runs;

/// <summary>
/// A part of a run's folder. Different threads work on different parts, so that the order of
/// operations is the same in every run in each part alone.
/// </summary>
public enum RunPart
{
    /// <summary>The folder of checkpoints.</summary>
    Checkpoints,

    /// <summary>The metrics.</summary>
    Metrics,

    /// <summary>The log.</summary>
    Log,

    /// <summary>The kept parts of evaluations.</summary>
    Evaluations,

    /// <summary>All other files: environment, summary, failure, going back, failed steps.</summary>
    Others,
}

/// <summary>Which part a path belongs to.</summary>
internal static class RunParts
{
    /// <summary>All parts.</summary>
    public static IReadOnlyList<RunPart> All { get; } = Enum.GetValues<RunPart>();

    /// <summary>The part of a path.</summary>
    public static RunPart Of(string path)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        if (parts.Contains("checkpoints"))
            return RunPart.Checkpoints;
        if (parts.Contains("evaluations"))
            return RunPart.Evaluations;
        if (parts[^1].StartsWith("metrics.jsonl", StringComparison.Ordinal))
            return RunPart.Metrics;
        return parts[^1] == "log.jsonl" ? RunPart.Log : RunPart.Others;
    }
}
