using System.ComponentModel.DataAnnotations;

// A working learning rate, to be changed into yours: 1. The parameters of the record are the
// options of recipes. Give each a default, a range and a <param> line; `rocl plugins` shows them.
// 2. At is a pure function of the rate before the schedule and the step's place in time: steps are
// planned ahead, and taken again after a failure. 3. Every rate is finite and 0 or above, in
// trainings of one step too. 4. `rocl check InverseRoot.cs` tries the laws of every learning rate.

/// <summary>A linear warm-up to lr, then a fall with the inverse square root of time.</summary>
/// <remarks>
/// With t epochs gone by, the step itself included, and a warm-up of T: lr · min(t / T, √(T / t)).
/// <para>Begun from: Vaswani et al. 2017, arXiv:1706.03762, section 5.3.</para>
/// </remarks>
/// <param name="Warmup">T, the epochs of the warm-up, above 0.</param>
/// <example>
/// <code>
/// { "learningRate": { "use": "inverse-root", "warmup": 2 } }
/// </code>
/// </example>
[Component("inverse-root", "Linear warm-up, then the inverse square root of time")]
public sealed record InverseRoot([Range(1e-6, 1e6)] double Warmup = 1) : ILearningRate
{
    /// <inheritdoc/>
    public double At(double lr, Moment moment)
    {
        var time = (moment.Step + 1.0) / moment.StepsPerEpoch;
        return lr * Math.Min(time / Warmup, Math.Sqrt(Warmup / time));
    }
}
