using System.ComponentModel.DataAnnotations;

namespace RoCL.Optimizers.Standard;

/// <summary>Half a cosine down, and up again at once, in periods that grow.</summary>
/// <remarks>
/// A time t into a period of length T: lowest + (lr - lowest) · (1 + cos(π t / T)) / 2. The first
/// period has the length <c>period</c>, each further one <c>multiplier</c> times that of the one
/// before it.
/// <para>Reference: Loshchilov and Hutter 2017, arXiv:1608.03983, eq. 5.</para>
/// </remarks>
/// <param name="Period">The length of the first period, above 0.</param>
/// <param name="Multiplier">What each further period is longer by, 1 or more.</param>
/// <param name="Lowest">
/// The rate that a period falls to, 0 or above; <c>lr</c> itself where that is lower.
/// </param>
/// <param name="Unit">
/// What a period is counted in: <c>epoch</c>, with fractions, or <c>step</c>.
/// </param>
/// <example>
/// <code>
/// { "learningRate": { "use": "cosine-restarts", "period": 10, "multiplier": 2, "lowest": 1e-4 } }
/// </code>
/// </example>
[Component("cosine-restarts", "A cosine down to the lowest rate, again and again")]
public sealed record CosineRestarts(
    [Range(1e-6, 1e9)] double Period = 10,
    [Range(1, 1000)] int Multiplier = 1,
    [Range(0, 1e6)] double Lowest = 0,
    TimeUnit Unit = TimeUnit.Epoch
) : ILearningRate
{
    /// <inheritdoc/>
    public double At(double lr, Moment moment)
    {
        var time = Unit == TimeUnit.Step ? moment.Step : moment.EpochsDone;
        var period = Period;
        if (Multiplier == 1)
            time %= period;
        while (time >= period)
        {
            time -= period;
            period *= Multiplier;
        }

        var lowest = Math.Min(Lowest, lr);
        return lowest + (lr - lowest) * (1 + Math.Cos(Math.PI * time / period)) / 2;
    }
}

/// <summary>What a length of training is counted in.</summary>
public enum TimeUnit
{
    /// <summary>Epochs, with fractions.</summary>
    Epoch,

    /// <summary>Steps.</summary>
    Step,
}
