using System.ComponentModel.DataAnnotations;

namespace RoCL.Optimizers.Standard;

/// <summary>AdamW: Adam, with a weight decay that the gradients' size does not scale.</summary>
/// <remarks>
/// First parameter ← parameter · (1 - rate · λ), then as <see cref="Adam"/> without decay, in
/// PyTorch's order of operations.
/// <para>Reference: Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2.</para>
/// </remarks>
/// <param name="Lr">The learning rate before its schedule.</param>
/// <param name="Beta1">β₁, how much of the gradients' mean is kept, from 0 to below 1.</param>
/// <param name="Beta2">β₂, how much of their squares' mean is kept, from 0 to below 1.</param>
/// <param name="WeightDecay">
/// λ, the part of a parameter that a step at rate 1 takes away, 0 or above.
/// </param>
/// <param name="Epsilon">ε, which keeps the quotient finite, above 0.</param>
/// <example>
/// <code>
/// {
///   "optimizer": {
///     "use": "adamw", "lr": 1e-3, "weightDecay": 0.05, "clip": 1.0,
///     "groups": [
///       { "match": "*.bn*|*.bias", "weightDecay": 0 },
///       { "match": "heads.*", "lr": 5e-3 }
///     ]
///   }
/// }
/// </code>
/// </example>
[Component("adamw", "Adam with decoupled weight decay, Loshchilov and Hutter 2019")]
public sealed record AdamW(
    [Range(0, 1e6)] double Lr = 1e-3,
    [Range(0, 0.99999)] double Beta1 = 0.9,
    [Range(0, 0.9999999)] double Beta2 = 0.999,
    [Range(0, 1e3)] double WeightDecay = 1e-2,
    [Range(1e-30, 1)] double Epsilon = 1e-8
) : IOptimizer
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter) => AdaptiveMoments.Start(parameter);

    /// <inheritdoc/>
    public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
    {
        parameter.mul_(1 - rate * WeightDecay);
        new AdaptiveMoments(Beta1, Beta2, Epsilon).Move(parameter, gradient, state, rate);
    }
}
