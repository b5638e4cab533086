using System.ComponentModel.DataAnnotations;

namespace RoCL.Optimizers.Standard;

/// <summary>The learning rate, cut down at some epochs.</summary>
/// <param name="Milestones">
/// Epochs at whose start the rate is multiplied by <paramref name="Gamma"/>; none when left out.
/// </param>
/// <param name="Gamma">The factor, above 0.</param>
/// <param name="AsReleased">
/// Each milestone acts one epoch late, as in the authors' code, which sets the rate after the
/// epoch.
/// </param>
/// <example>
/// <code>
/// { "learningRate": { "use": "multi-step", "milestones": [100, 150], "gamma": 0.1 } }
/// </code>
/// </example>
[Component("multi-step", "Cut by a factor at some epochs")]
public sealed record MultiStep(
    IReadOnlyList<int>? Milestones = null,
    [Range(1e-9, 1), Needs("milestones")] double Gamma = 0.1,
    [Needs("milestones")] bool AsReleased = false
) : ILearningRate
{
    /// <inheritdoc/>
    public double At(double lr, Moment moment) =>
        lr * Math.Pow(Gamma, (Milestones ?? []).Count(milestone => moment.Epoch >= milestone + (AsReleased ? 1 : 0)));
}
