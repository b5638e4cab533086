using System.ComponentModel.DataAnnotations;

namespace RoCL.Optimizers.Standard;

/// <summary>A linear warm-up, then half a cosine down to zero.</summary>
/// <remarks>
/// With multiplier 1 the warm-up rises from 0 to lr; with M above 1 from lr to M · lr (Goyal et
/// al. 2017, arXiv:1706.02677). After it, t epochs of T later: M · lr · (1 + cos(π t / T)) / 2
/// (Loshchilov and Hutter 2017, arXiv:1608.03983).
/// <para>
/// As released, the authors' code of RoCL differs: the rate is set once for each epoch and stands
/// for the epoch that follows, and the cosine's T is the whole training, not what the warm-up left
/// of it, so the rate never reaches zero.
/// </para>
/// </remarks>
/// <param name="Warmup">Epochs of warm-up.</param>
/// <param name="Multiplier">M, what the warm-up leads to, in units of lr; 15 for RoCL.</param>
/// <param name="AsReleased">Follows the authors' code where it differs.</param>
/// <example>
/// <code>
/// { "learningRate": { "use": "warmup-cosine", "warmup": 10, "multiplier": 15 } }
/// </code>
/// </example>
[Component("warmup-cosine", "Linear warm-up, then a cosine down to zero")]
public sealed record WarmupCosine(
    [Range(0, 1e6)] double Warmup = 0,
    [Range(1, 1e6)] double Multiplier = 1,
    bool AsReleased = false
) : ILearningRate
{
    /// <inheritdoc/>
    public double At(double lr, Moment moment)
    {
        if (AsReleased)
            return Rate(lr, warmed: moment.Epoch + 1, cooled: moment.Epoch - Warmup, cooling: moment.Epochs);

        // From lr the first step is at the start of the warm-up; from 0 it is one step into it.
        var ahead = Multiplier > 1 ? 0 : 1.0 / moment.StepsPerEpoch;
        return Rate(
            lr,
            warmed: moment.EpochsDone + ahead,
            cooled: moment.EpochsDone - Warmup,
            cooling: moment.Epochs - Warmup
        );
    }

    private double Rate(double lr, double warmed, double cooled, double cooling)
    {
        if (cooled >= 0)
            return lr * Multiplier * (1 + Math.Cos(Math.PI * Math.Min(1, cooled / cooling))) / 2;
        return Multiplier > 1 ? lr * (1 + (Multiplier - 1) * warmed / Warmup) : lr * Math.Min(1, warmed / Warmup);
    }
}
