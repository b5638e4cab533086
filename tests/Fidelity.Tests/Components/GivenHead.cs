namespace Fidelity.Tests.Components;

/// <summary>A head that leaves features as they are: the file gives what comes out of it.</summary>
[Component("given-head", "Leaves features as they are")]
public sealed record GivenHead : IHead
{
    public nn.Module<Tensor, Tensor> Build(int features, int classes) => nn.Identity();
}

/// <summary>
/// An attack that leaves images as they are: the file gives what becomes of them.
/// </summary>
[Component("no-attack", "Leaves images as they are")]
public sealed record NoAttack : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean;
}
