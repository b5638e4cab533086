using System.ComponentModel.DataAnnotations;

namespace RoCL.Optimizers.Standard;

/// <summary>
/// One cycle over the whole training: from a low rate up to lr, then down to next to nothing.
/// </summary>
/// <remarks>
/// The rate rises from lr / startDivisor at the first step to lr, over the part <c>rising</c> of
/// all steps, and falls from there to lr / (startDivisor · finalDivisor) at the last step. As
/// PyTorch's OneCycleLR, whose highest rate is lr.
/// <para>Reference: Smith and Topin 2018, arXiv:1708.07120.</para>
/// </remarks>
/// <param name="Rising">The part of all steps in which the rate rises, from 0 to 1.</param>
/// <param name="StartDivisor">How many times lower than lr the first rate is, 1 or more.</param>
/// <param name="FinalDivisor">
/// How many times lower than the first rate the last one is, 1 or more.
/// </param>
/// <param name="Shape">Half a cosine up and half a cosine down, or straight lines.</param>
/// <example>
/// <code>
/// { "learningRate": { "use": "one-cycle", "rising": 0.3, "startDivisor": 25 } }
/// </code>
/// </example>
[Component("one-cycle", "Up to the highest rate and down again, over the whole training")]
public sealed record OneCycle(
    [Range(0, 1)] double Rising = 0.3,
    [Range(1, 1e9)] double StartDivisor = 25,
    [Range(1, 1e12)] double FinalDivisor = 1e4,
    CycleShape Shape = CycleShape.Cosine
) : ILearningRate
{
    /// <inheritdoc/>
    public double At(double lr, Moment moment)
    {
        var steps = (double)moment.StepsPerEpoch * moment.Epochs;
        var highest = Rising * steps - 1;
        var last = steps - 1;
        var first = lr / StartDivisor;
        if (moment.Step < highest)
            return Between(first, lr, moment.Step / highest);
        return last > highest ? Between(lr, first / FinalDivisor, (moment.Step - highest) / (last - highest)) : lr;
    }

    private double Between(double from, double to, double done) =>
        Shape == CycleShape.Linear ? from + (to - from) * done : to + (from - to) / 2 * (1 + Math.Cos(Math.PI * done));
}

/// <summary>How the rate goes from one end of a phase to the other.</summary>
public enum CycleShape
{
    /// <summary>Half a cosine, level at both ends.</summary>
    Cosine,

    /// <summary>A straight line.</summary>
    Linear,
}
