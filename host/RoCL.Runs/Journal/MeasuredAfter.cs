using RoCL.Core.Training;

namespace RoCL.Runs.Journal;

/// <summary>What monitors measured after a step.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Monitors">The values of each monitor that was due.</param>
public sealed record MeasuredAfter(long Step, ImmutableArray<MeasuredValues> Monitors);
