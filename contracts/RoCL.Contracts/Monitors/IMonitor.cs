namespace RoCL.Contracts;

/// <summary>
/// Measures a training while it goes on, and has no part in it: named numbers after a step, which
/// stand in the run's <c>metrics.jsonl</c>.
/// </summary>
/// <remarks>
/// A monitor computes on copies: whatever it does, the weights, the running statistics and the
/// random values of the training are those of a run without it. A monitor that fails is said once,
/// and asked again when it is due the next time.
/// </remarks>
public interface IMonitor
{
    /// <summary>
    /// Whether <see cref="IBench.Test"/> is used: images that are not trained on. Without such
    /// images, a recipe with the monitor is then refused before training.
    /// </summary>
    bool NeedsHeldOut => false;

    /// <summary>Measures after a step.</summary>
    /// <param name="input">
    /// The step's views as the model sees them after the step, the step's losses, and a bench for
    /// further measurements. The tensors are the monitor's own until it returns.
    /// </param>
    /// <returns>
    /// Numbers by name, the same for the same input. A name is not empty. A number that is not
    /// finite is recorded as <c>null</c>, with a warning.
    /// </returns>
    IReadOnlyDictionary<string, double> Measure(MonitorInput input);
}
