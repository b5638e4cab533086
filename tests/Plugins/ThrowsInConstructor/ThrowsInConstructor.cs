namespace Lab.ThrowsInConstructor;

/// <summary>An attack whose constructor throws.</summary>
/// <param name="Table">A file that is not there.</param>
[Component("throws-in-constructor", "Throws when it is made")]
public sealed record ThrowsInConstructor(string Table = "table.txt") : IAttack
{
    private readonly double _factor = FirstNumber(Table);

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean * _factor;

    private static double FirstNumber(string table) => throw new InvalidOperationException($"{table} is empty");
}
