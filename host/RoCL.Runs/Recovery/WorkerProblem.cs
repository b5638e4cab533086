using System.Globalization;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Recovery;

/// <summary>The problem of a step in which the worker process died again and again.</summary>
public static class WorkerProblem
{
    /// <summary>
    /// ROCL0370 a component was running, ROCL0371 it did not return, ROCL0608 none was running.
    /// </summary>
    /// <param name="run">The run; none where the worker had not come to one.</param>
    /// <param name="results">The folder for the results.</param>
    /// <param name="death">The last death.</param>
    /// <param name="times">How many there were.</param>
    public static Problem Of(RunFolder? run, string results, WorkerDeath death, int times)
    {
        var root = run?.Root ?? results;
        var step = death.Step < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", step {death.Step}");
        var deaths = $"The worker process {death.How}; it was started again, and died there {times} times.";
        if (death.Place.Length == 0)
        {
            return new Problem(
                "ROCL0608",
                root + step,
                deaths,
                $"Look at the machine's memory and at the system's log, then go on with: rocl run {root}"
            );
        }

        if (death.IsHung)
        {
            return new Problem(
                "ROCL0371",
                death.Place + step,
                $"The component did not return. {deaths}",
                "Have the plugin repaired; where it only takes long, give it more time by --patience."
            );
        }

        if (death.How.StartsWith(WorkerDeath.OfMemory, StringComparison.Ordinal))
        {
            return new Problem(
                "ROCL0370",
                death.Place + step,
                $"The component was running when the process died. {deaths}",
                "Begin a new run with a smaller train.chunk or train.batch, or give the machine more memory."
            );
        }

        var record = run is null ? "" : $"; what the runtime wrote is in {run.Attempts}";
        return new Problem(
            "ROCL0370",
            death.Place + step,
            $"The component was running when the process died. {deaths}",
            $"Have the plugin repaired{record}."
        );
    }
}
