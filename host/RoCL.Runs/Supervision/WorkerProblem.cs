using System.Globalization;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Supervision;

/// <summary>What is said of a step in which the worker process died again and again.</summary>
public static class WorkerProblem
{
    /// <summary>
    /// ROCL0370 a component was running, ROCL0371 it did not return, ROCL0608 none was.
    /// </summary>
    /// <param name="run">The run; none where it had not come to one.</param>
    /// <param name="asked">The folder for the results.</param>
    /// <param name="death">The last of them.</param>
    /// <param name="times">How many there were.</param>
    public static Problem Of(RunFolder? run, string asked, WorkerDeath death, int times)
    {
        var root = run?.Root ?? asked;
        var step = death.Step < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", step {death.Step}");
        var again = $"The worker process {death.How}; it was started again, and died there {times} times.";
        return (death.Place, death.IsHung) switch
        {
            ("", _) => new(
                "ROCL0608",
                root + step,
                again,
                $"Look at the machine's memory and at the system's log, then go on with: rocl run {root}"
            ),
            (var place, true) => new(
                "ROCL0371",
                place + step,
                $"did not return. {again}",
                "The plugin has to be mended; where it only takes long, give it more time by --patience."
            ),
            (var place, _) => new(
                "ROCL0370",
                place + step,
                $"was running when the process died. {again}",
                $"The plugin has to be mended{(run is null ? "" : $"; what the runtime said is in {run.Attempts}")}."
            ),
        };
    }
}
