using System.Globalization;
using System.Text.Json;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Supervision;

/// <summary>A worker that ended in the middle of a run.</summary>
/// <param name="At">When.</param>
/// <param name="Process">Its id.</param>
/// <param name="Step">The step begun last; -1 before the first.</param>
/// <param name="Place">The component whose code was running; empty where none was.</param>
/// <param name="How">As <see cref="WorkerEnd"/> says it.</param>
/// <param name="Said">What it wrote as it died: the end of it, a few pages at most.</param>
public sealed record WorkerDeath(DateTimeOffset At, int Process, long Step, string Place, string How, string Said)
{
    /// <summary>Whether it was killed since it gave no sign of life.</summary>
    public bool IsHung { get; init; }

    /// <summary>Whether the run was given up with it: what comes later is counted anew.</summary>
    public bool Last { get; init; }

    /// <summary>In one line.</summary>
    public override string ToString()
    {
        var step = Step < 0 ? "before its first step" : string.Create(CultureInfo.InvariantCulture, $"in step {Step}");
        return $"the worker process {How} {step}{(Place.Length == 0 ? "" : $", in {Place}")}";
    }
}

/// <summary>
/// <c>attempts.json</c> of a run: the workers that died in it, the newest last, so that no
/// supervisor has to outlive them.
/// </summary>
public static class WorkerDeaths
{
    private const int Most = 100;

    /// <summary>
    /// Those of a run; none where the file is not there or was damaged: the count then begins anew.
    /// </summary>
    public static ImmutableArray<WorkerDeath> In(RunFolder run)
    {
        try
        {
            return
                TextFile.ReadIfThere(run.Files, run.Attempts) is { } text
                && Json.Read<ImmutableArray<WorkerDeath>>(text) is { IsDefault: false } read
                ? read
                : [];
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Writes the newest of them.</summary>
    public static void Write(RunFolder run, IEnumerable<WorkerDeath> deaths) =>
        AtomicFile.WriteJson(run.Files, run.Attempts, deaths.TakeLast(Most));

    /// <summary>Those since the run was given up last.</summary>
    public static IEnumerable<WorkerDeath> Since(IEnumerable<WorkerDeath> deaths) =>
        deaths.Reverse().TakeWhile(death => !death.Last).Reverse();
}
