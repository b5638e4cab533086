using System.ComponentModel.DataAnnotations;

namespace RoCL.Optimizers.Standard;

/// <summary>Adam: steps of a size that each parameter's own gradients decide.</summary>
/// <remarks>
/// With g the gradient plus weight decay times the parameter: m ← β₁ m + (1 - β₁) g, v ← β₂ v +
/// (1 - β₂) g², and at step t, from 1, parameter ← parameter - rate · m̂ / (√v̂ + ε) with m̂ = m / (1
/// - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ), in PyTorch's order of operations. Its state is <c>mean</c>,
/// <c>square</c> and <c>step</c>.
/// <para>Reference: Kingma and Ba 2015, arXiv:1412.6980, algorithm 1.</para>
/// </remarks>
/// <param name="Lr">The learning rate before its schedule.</param>
/// <param name="Beta1">β₁, how much of the gradients' mean is kept, from 0 to below 1.</param>
/// <param name="Beta2">β₂, how much of their squares' mean is kept, from 0 to below 1.</param>
/// <param name="WeightDecay">
/// λ of the L2 penalty, 0 or above; <c>adamw</c> takes it apart from the gradient.
/// </param>
/// <param name="Epsilon">ε, which keeps the quotient finite, above 0.</param>
/// <example>
/// <code>
/// { "optimizer": { "use": "adam", "lr": 1e-3, "weightDecay": 1e-4 } }
/// </code>
/// </example>
[Component("adam", "Adaptive moments, Kingma and Ba 2015")]
public sealed record Adam(
    [Range(0, 1e6)] double Lr = 1e-3,
    [Range(0, 0.99999)] double Beta1 = 0.9,
    [Range(0, 0.9999999)] double Beta2 = 0.999,
    [Range(0, 1e3)] double WeightDecay = 0,
    [Range(1e-30, 1)] double Epsilon = 1e-8
) : IOptimizer
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter) => AdaptiveMoments.Start(parameter);

    /// <inheritdoc/>
    public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
    {
        var decayed = WeightDecay == 0 ? gradient : gradient.add(parameter, alpha: WeightDecay);
        new AdaptiveMoments(Beta1, Beta2, Epsilon).Move(parameter, decayed, state, rate);
    }
}
