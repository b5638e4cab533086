namespace RoCL.Contracts;

/// <summary>
/// A monitor that also judges: whether training has gone wrong, by what it has measured so far.
/// </summary>
/// <remarks>
/// The first problem is shown as a warning, and is recorded in <c>metrics.jsonl</c> and
/// <c>summary.json</c>. From the next step on, each attacked view takes the attack under its
/// <c>fallBack</c>, where the recipe has one, until training ends. A run that was stopped judges
/// the recorded history again, so that it goes on with the same bits.
/// </remarks>
public interface IJudgingMonitor : IMonitor
{
    /// <summary>Judges a training, after each measurement.</summary>
    /// <param name="history">
    /// All that the monitor has measured in this training, the newest last; one entry at least.
    /// </param>
    /// <returns>
    /// What is wrong, with its figures; <see langword="null"/> where nothing is. The same history
    /// gives the same answer.
    /// </returns>
    Problem? Judge(IReadOnlyList<MonitorMeasurement> history);
}

/// <summary>What a monitor measured after a step.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Values">
/// The numbers by name, as <see cref="IMonitor.Measure"/> returned them; those that were not finite
/// are left out.
/// </param>
public sealed record MonitorMeasurement(long Step, IReadOnlyDictionary<string, double> Values);
