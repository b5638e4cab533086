using RoCL.Core.Components;

namespace RoCL.Runs.Supervision;

/// <summary>What a worker is at, as it writes it down before it does it.</summary>
/// <param name="Beats">How often it has written: as long as it gets on, the number grows.</param>
/// <param name="Step">The training step begun last; -1 before the first.</param>
/// <param name="IsInStep">Whether that step has not ended.</param>
/// <param name="Place">
/// The component whose code runs, as <see cref="ComponentUse.Place"/>; empty where it is the
/// host's.
/// </param>
/// <param name="Ended">
/// The exit code that it means to end with; <see langword="null"/> before its end.
/// </param>
public sealed record StepRecord(long Beats, long Step, bool IsInStep, string Place, int? Ended)
{
    /// <summary>A worker that has done nothing yet.</summary>
    public static StepRecord Empty { get; } = new(0, -1, false, "", null);

    /// <summary>
    /// Whether it is to give a sign of life soon: what the host does outside steps and components
    /// may take its time.
    /// </summary>
    public bool IsAtWork => Ended is null && (IsInStep || Place.Length > 0);
}
