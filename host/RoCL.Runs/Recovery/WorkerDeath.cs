using System.Globalization;

namespace RoCL.Runs.Recovery;

/// <summary>A worker process that ended in the middle of a run.</summary>
/// <param name="At">When.</param>
/// <param name="Process">Its id.</param>
/// <param name="Step">The step begun last; -1 before the first.</param>
/// <param name="Place">The component that was running; empty where none was.</param>
/// <param name="How">
/// In a few words that follow "the worker process", such as <c>was killed</c>.
/// </param>
/// <param name="Said">What it wrote as it died: the end of it, a few pages at most.</param>
public sealed record WorkerDeath(DateTimeOffset At, int Process, long Step, string Place, string How, string Said)
{
    /// <summary>How a worker ends that the system kills for its memory.</summary>
    public const string OfMemory = "was killed by the system, which had no memory left";

    /// <summary>Whether it was killed since it gave no sign of life.</summary>
    public bool IsHung { get; init; }

    /// <summary>Whether the run was given up with it: what comes later is counted anew.</summary>
    public bool Last { get; init; }

    /// <summary>In one line.</summary>
    public override string ToString()
    {
        var step = Step < 0 ? "before its first step" : string.Create(CultureInfo.InvariantCulture, $"in step {Step}");
        var place = Place.Length == 0 ? "" : $", in {Place}";
        return $"the worker process {How} {step}{place}";
    }
}
