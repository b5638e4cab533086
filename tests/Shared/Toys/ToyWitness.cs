namespace Shared.Toys;

/// <summary>
/// An attack that leaves the images as they are, and writes down what its objective said of them.
/// </summary>
[Component("toy-witness", "Leaves the images as they are, and tells of its objective")]
public sealed record ToyWitness : IAttack
{
    [ThreadStatic]
    private static (Tensor Outputs, Tensor Losses, Tensor Gradient)? _last;

    /// <summary>What the last objective said: outputs, losses, gradient.</summary>
    public static (Tensor Outputs, Tensor Losses, Tensor Gradient) Last => _last!.Value;

    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var at = objective.At(clean);
        _last = (Kept(at.Outputs), Kept(at.Losses), Kept(at.Gradient));
        return clean;
    }

    private static Tensor Kept(Tensor tensor) => tensor.clone().DetachFromDisposeScope();
}
