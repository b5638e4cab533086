namespace Lab.OwnContracts;

/// <summary>A sound attack that brings copies of the contracts and of TorchSharp along.</summary>
[Component("own-contracts", "Brings RoCL.Contracts.dll and TorchSharp.dll along")]
public sealed record OwnContracts : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        threat.RandomPoint(clean, random);
}
