using System.Text.Json;
using RoCL.Core;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;

namespace RoCL.Runs.Recovery;

/// <summary>
/// <c>attempts.json</c> of a run: the workers that died in it, the newest last, so that the next
/// supervisor knows of them too.
/// </summary>
public static class WorkerDeaths
{
    private const int Most = 100;

    /// <summary>
    /// Those of a run; none where the file is not there or was damaged: the count then begins anew.
    /// </summary>
    public static ImmutableArray<WorkerDeath> In(RunFolder run) => Read(run).Match(deaths => deaths, _ => []);

    /// <summary>As <see cref="In"/>, and ROCL0619 where the file was damaged.</summary>
    public static Result<ImmutableArray<WorkerDeath>> Read(RunFolder run)
    {
        try
        {
            if (TextFile.ReadIfThere(run.Files, run.Attempts) is not { } text)
                return ImmutableArray<WorkerDeath>.Empty;
            var deaths = Json.Read<ImmutableArray<WorkerDeath>>(text);
            return deaths.IsDefault ? Damaged(run, "it holds what no run writes") : deaths;
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return Damaged(run, fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>Writes the newest of them.</summary>
    public static void Write(RunFolder run, IEnumerable<WorkerDeath> deaths) =>
        AtomicFile.WriteJson(run.Files, run.Attempts, deaths.TakeLast(Most));

    /// <summary>The steps of those since the run was given up last.</summary>
    public static FailedSteps FailedSteps(IEnumerable<WorkerDeath> deaths) =>
        Recovery.FailedSteps.Of(deaths.Reverse().TakeWhile(death => !death.Last).Reverse().Select(death => death.Step));

    private static Problem Damaged(RunFolder run, string reason) =>
        new(
            JournalDamage.Code,
            run.Attempts,
            $"The file is damaged: {reason}.",
            "Restore it from a copy, or delete it: `rocl run` counts the deaths of workers anew without it."
        );
}
