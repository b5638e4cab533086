namespace RoCL.Core.Evaluation;

/// <summary>
/// The arithmetic of a <see cref="Descent"/> that names no optimizer: v ← momentum · v + g with g
/// the gradient plus weight decay times the parameter, parameter ← parameter - rate · v. The
/// component <c>sgd</c> gives the same bits.
/// </summary>
/// <param name="descent">Momentum, weight decay and the rate of the first epoch.</param>
internal sealed class MomentumDescent(Descent descent) : IOptimizer
{
    private const string Velocity = "velocity";

    /// <inheritdoc/>
    public double Lr => descent.Rate;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter) =>
        new Dictionary<string, Tensor> { [Velocity] = zeros_like(parameter, requires_grad: false) };

    /// <inheritdoc/>
    public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
    {
        var decayed = descent.WeightDecay == 0 ? gradient : gradient.add(parameter, alpha: descent.WeightDecay);
        var velocity = state[Velocity].mul_(descent.Momentum).add_(decayed);
        parameter.add_(velocity, alpha: -rate);
    }
}
