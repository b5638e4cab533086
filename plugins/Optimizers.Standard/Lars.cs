using System.ComponentModel.DataAnnotations;

namespace RoCL.Optimizers.Standard;

/// <summary>Layer-wise adaptive rate scaling around gradient descent with momentum.</summary>
/// <remarks>
/// The gradient of each parameter w, with its weight decay, is scaled by trust · ‖w‖ / (‖∇‖ + decay
/// · ‖w‖ + ε), where both norms are above 0, and goes then into momentum. Reference: You et al.
/// 2017, arXiv:1708.03888, as in kakaobrain/torchlars.
/// </remarks>
/// <param name="Lr">The learning rate before its schedule.</param>
/// <param name="Momentum">From 0 to below 1.</param>
/// <param name="WeightDecay">λ of the L2 penalty, 0 or above; 1e-6 for RoCL.</param>
/// <param name="Trust">
/// How far a layer's weights may move in one step, as a part of their norm; 0.001 for RoCL.
/// </param>
/// <param name="Epsilon">Keeps the quotient finite.</param>
/// <example>
/// <code>
/// { "optimizer": { "use": "lars", "lr": 0.1, "weightDecay": 1e-6, "trust": 0.001 } }
/// </code>
/// </example>
[Component("lars", "Layer-wise adaptive rate scaling, You et al. 2017")]
public sealed record Lars(
    [Range(0, 1e6)] double Lr = 0.1,
    [Range(0, 0.99999)] double Momentum = 0.9,
    [Range(0, 1e3)] double WeightDecay = 1e-6,
    [Range(1e-9, 1e3)] double Trust = 0.001,
    [Range(0, 1)] double Epsilon = 1e-8
) : IOptimizer
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter) => new Sgd().Start(parameter);

    /// <inheritdoc/>
    public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
    {
        var weight = parameter.norm();
        var slope = gradient.norm();
        var ratio = Trust * weight / (slope + WeightDecay * weight + Epsilon);
        var scaled =
            gradient.add(parameter, alpha: WeightDecay)
            * where(weight.gt(0).logical_and(slope.gt(0)), ratio, ones_like(ratio));
        new Sgd(Lr, Momentum, WeightDecay: 0).Move(parameter, scaled, state, rate);
    }
}
