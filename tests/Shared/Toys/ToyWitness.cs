namespace Shared.Toys;

/// <summary>
/// An attack that leaves the images as they are, and keeps what its objective returned for them.
/// </summary>
[Component("toy-witness", "Leaves the images as they are, and keeps what its objective returns")]
public sealed record ToyWitness : IAttack
{
    [ThreadStatic]
    private static Testimony? _last;

    /// <summary>What the last objective returned on this thread.</summary>
    public static Testimony Last => _last!;

    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var at = objective.At(clean);
        _last = new(Kept(at.Outputs), Kept(at.Losses), Kept(at.Gradient));
        return clean;
    }

    private static Tensor Kept(Tensor tensor) => tensor.clone().DetachFromDisposeScope();
}

/// <summary>Copies of what an objective returned, which outlive the step.</summary>
/// <param name="Outputs">The network's outputs, [N, K].</param>
/// <param name="Losses">A loss for each image, [N].</param>
/// <param name="Gradient">The gradient of the losses, in the shape of the images.</param>
public sealed record Testimony(Tensor Outputs, Tensor Losses, Tensor Gradient);
