using System.ComponentModel.DataAnnotations;

namespace RoCL.Optimizers.Standard;

/// <summary>Stochastic gradient descent with momentum and weight decay.</summary>
/// <remarks>
/// With g the gradient plus weight decay times the parameter: v ← momentum · v + g, parameter ←
/// parameter - rate · v. At the first step v is g. Reference: Sutskever et al. 2013, in PyTorch's
/// form.
/// </remarks>
/// <param name="Lr">The learning rate before its schedule.</param>
/// <param name="Momentum">From 0 to below 1.</param>
/// <param name="WeightDecay">λ of the L2 penalty, 0 or above; 1e-6 for RoCL.</param>
/// <param name="Nesterov">Looks ahead: the step follows g + momentum · v.</param>
/// <example>
/// <code>
/// { "optimizer": { "use": "sgd", "lr": 0.05, "momentum": 0.9, "weightDecay": 1e-4 } }
/// </code>
/// </example>
[Component("sgd", "Stochastic gradient descent with momentum")]
public sealed record Sgd(
    [Range(0, 1e6)] double Lr = 0.1,
    [Range(0, 0.99999)] double Momentum = 0.9,
    [Range(0, 1e3)] double WeightDecay = 1e-6,
    [Needs("momentum")] bool Nesterov = false
) : IOptimizer
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter) =>
        new Dictionary<string, Tensor> { ["velocity"] = zeros_like(parameter, requires_grad: false) };

    /// <inheritdoc/>
    public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
    {
        var decayed = WeightDecay == 0 ? gradient : gradient.add(parameter, alpha: WeightDecay);
        var velocity = state["velocity"].mul_(Momentum).add_(decayed);
        parameter.add_(Nesterov ? decayed.add(velocity, alpha: Momentum) : velocity, alpha: -rate);
    }
}
