using System.Text.Json;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

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
    public static ImmutableArray<WorkerDeath> In(RunFolder run)
    {
        try
        {
            if (TextFile.ReadIfThere(run.Files, run.Attempts) is not { } text)
                return [];
            var deaths = Json.Read<ImmutableArray<WorkerDeath>>(text);
            return deaths.IsDefault ? [] : deaths;
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return [];
        }
    }

    /// <summary>Writes the newest of them.</summary>
    public static void Write(RunFolder run, IEnumerable<WorkerDeath> deaths) =>
        AtomicFile.WriteJson(run.Files, run.Attempts, deaths.TakeLast(Most));

    /// <summary>The steps of those since the run was given up last.</summary>
    public static FailedSteps FailedSteps(IEnumerable<WorkerDeath> deaths) =>
        Recovery.FailedSteps.Of(deaths.Reverse().TakeWhile(death => !death.Last).Reverse().Select(death => death.Step));
}
