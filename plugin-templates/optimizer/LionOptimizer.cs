using System.ComponentModel.DataAnnotations;

// A working optimizer, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them. Lr is the rate before its schedule.
//   2. Start returns what the optimizer remembers of a parameter, as named tensors: they go into
//      checkpoints. Remember nothing elsewhere, or a resumed run has other bits.
//   3. Move changes the parameter and its state in place, by add_, mul_, lerp_ and the like. The
//      gradient stays as it is, and a rate of 0 leaves the parameter as it is.
//   4. Groups of parameters, clipping and schedules are the host's: each call has its own rate.
//   5. `rocl check LionOptimizer.cs` tries the laws of every optimizer.

/// <summary>Lion: steps of one size, in the direction of a mean of the gradients' signs.</summary>
/// <remarks>
/// With gradient g: u = sign(β₁ m + (1 - β₁) g), w ← w - rate · (u + λ w), m ← β₂ m + (1 - β₂) g.
/// Its state is <c>mean</c>, half of what Adam keeps.
/// <para>Begun from: Chen et al. 2023, arXiv:2302.06675, algorithm 2.</para>
/// </remarks>
/// <param name="Lr">The learning rate before its schedule; three to ten times below Adam's.</param>
/// <param name="Beta1">β₁, how much of the mean the step's direction keeps.</param>
/// <param name="Beta2">β₂, how much of the mean the next step's mean keeps.</param>
/// <param name="WeightDecay">λ, the part of a parameter that a step at rate 1 takes away.</param>
/// <example>
/// <code>
/// { "optimizer": { "use": "lion-optimizer", "lr": 1e-4, "weightDecay": 0.1 } }
/// </code>
/// </example>
[Component("lion-optimizer", "Signs of averaged gradients")]
public sealed record LionOptimizer(
    [Range(0.0, 1e6)] double Lr = 1e-4,
    [Range(0.0, 0.99999)] double Beta1 = 0.9,
    [Range(0.0, 0.99999)] double Beta2 = 0.99,
    [Range(0.0, 1e3)] double WeightDecay = 0.1
) : IOptimizer
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter) =>
        new Dictionary<string, Tensor> { ["mean"] = zeros_like(parameter, requires_grad: false) };

    /// <inheritdoc/>
    public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
    {
        var mean = state["mean"];
        var direction = mean.lerp(gradient, 1 - Beta1).sign();
        parameter.mul_(1 - rate * WeightDecay).add_(direction, alpha: -rate);
        mean.lerp_(gradient, 1 - Beta2);
    }
}
