namespace Lab.ThrowsInStaticConstructor;

/// <summary>An attack whose static constructor throws.</summary>
[Component("throws-in-static-constructor", "Throws before it is first used")]
public sealed record ThrowsInStaticConstructor : IAttack
{
    private static readonly double Table;

    static ThrowsInStaticConstructor() =>
        Table = double.Parse("no number", System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean + Table;
}
