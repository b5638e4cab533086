using RoCL.Runs.Results;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Planning;

/// <summary>What a suite has done and what it will do.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Runs">Every run, in the order in which they are made.</param>
public sealed record SuitePlan(Suite Suite, ImmutableArray<PlannedRun> Runs)
{
    /// <summary>
    /// Seconds of training that are to come; <see langword="null"/> while a part of them is not
    /// known.
    /// </summary>
    public double? Training => Sum(Runs.Select(run => run.Training));

    /// <summary>
    /// Seconds of measuring that are to come; <see langword="null"/> while a part of them is not
    /// known.
    /// </summary>
    public double? Measuring => Sum(Runs.Select(run => run.Measuring));

    /// <summary>Seconds that are to come as far as they are known.</summary>
    public double Known => Runs.Sum(run => (run.Training ?? 0) + (run.Measuring ?? 0));

    /// <summary>The sum, when every part is known.</summary>
    public static double? Sum(IEnumerable<double?> parts) => parts.Aggregate((double?)0, (sum, part) => sum + part);
}

/// <summary>One run of a plan.</summary>
/// <param name="Run">Which.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Training">
/// Seconds of training that are left: 0 where another run's is used; <see langword="null"/> where
/// that is not known.
/// </param>
/// <param name="Measuring">
/// Seconds of measuring that are left; <see langword="null"/> where that is not known.
/// </param>
public sealed record PlannedRun(SuiteRun Run, RunState State, long Steps, double? Training, double? Measuring)
{
    /// <summary>
    /// The size of the states of losses and attacks: in memory, and in each checkpoint.
    /// </summary>
    public long StateBytes { get; init; }
}
