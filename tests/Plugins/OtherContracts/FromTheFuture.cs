using RoCL.Contracts;

namespace Lab.OtherContracts;

/// <summary>An attack built against the next major version of the contracts.</summary>
[Component("from-the-future", "Built against RoCL.Contracts 3")]
public sealed record FromTheFuture : IAttack
{
    /// <inheritdoc/>
    public double[] Perturb(double[] clean) => clean;
}
