using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>What an attack is let loose on: images, a budget, an objective.</summary>
/// <param name="Batch">The clean images.</param>
/// <param name="Threat">Where they may move to.</param>
/// <param name="Terrain">What is to be raised.</param>
public sealed record Assault(ImageBatch Batch, ThreatModel Threat, Terrain Terrain)
{
    /// <summary>
    /// Assaults of every kind; shrinking leads to one image of 1x4x4 in L-infinity 8/255 on a
    /// linear objective.
    /// </summary>
    public static Arbitrary<Assault> Any() => Of(ImageBatch.Any().Generator, Gen.Elements(Enum.GetValues<Terrain>()));

    /// <summary>Assaults on some batches and objectives.</summary>
    internal static Arbitrary<Assault> Of(Gen<ImageBatch> batches, Gen<Terrain> terrains) =>
        Arb.From(
            from batch in batches
            from threat in ThreatModels.Any().Generator
            from terrain in terrains
            select new Assault(batch, threat, terrain),
            Smaller
        );

    /// <summary>The attacked images, by the attack's own randomness of this case.</summary>
    internal Tensor By(IAttack attack, Tensor clean, IObjective? objective = null) =>
        attack.Perturb(clean, objective ?? Landscape.Of(Terrain, Batch), Threat, Batch.Random("attack"));

    private static IEnumerable<Assault> Smaller(Assault of) =>
        ImageBatch
            .Smaller(of.Batch)
            .Select(batch => of with { Batch = batch })
            .Concat(ThreatModels.Simpler(of.Threat).Select(threat => of with { Threat = threat }))
            .Concat(of.Terrain > Terrain.Linear ? [of with { Terrain = Terrain.Linear }] : []);

    /// <summary>As reports name it.</summary>
    public override string ToString() =>
        $"{Batch}, {Threat}, {Terrain switch
    {
        Terrain.Flat => "an objective without slope",
        Terrain.Network => "a small classifier",
        _ => $"a {Terrain.ToString().ToLowerInvariant()} objective",
    }}";
}
