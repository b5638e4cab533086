using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>The input of an attack: clean images, a threat model and an objective.</summary>
/// <param name="Batch">The clean images.</param>
/// <param name="Threat">The set that the attacked images must stay in.</param>
/// <param name="Objective">What is to be raised.</param>
public sealed record AttackCase(ImageBatch Batch, ThreatModel Threat, ObjectiveKind Objective)
{
    /// <summary>
    /// Cases of every kind. They shrink to one image of 1x4x4 in L-infinity 8/255 with a linear
    /// objective.
    /// </summary>
    public static Arbitrary<AttackCase> Any() =>
        Of(ImageBatch.Any().Generator, Gen.Elements(Enum.GetValues<ObjectiveKind>()));

    /// <summary>Cases with certain batches and objectives.</summary>
    internal static Arbitrary<AttackCase> Of(Gen<ImageBatch> batches, Gen<ObjectiveKind> objectives) =>
        Arb.From(
            from batch in batches
            from threat in ThreatModels.Any().Generator
            from objective in objectives
            select new AttackCase(batch, threat, objective),
            Smaller
        );

    /// <summary>
    /// The attacked images, with the random values of this case; at its beginning, where the attack
    /// has a state.
    /// </summary>
    internal Tensor By(IAttack attack, Tensor clean, IObjective? objective = null)
    {
        var raised = objective ?? SampleObjective.Of(Objective, Batch);
        var random = Batch.Random("attack");
        if (attack is not IStatefulAttack stateful)
            return attack.Perturb(clean, raised, Threat, random);
        var input = StateInputs.Input(Batch, clean, raised, Threat, random);
        return stateful.Perturb(stateful.Begin(StateInputs.Of(Batch)), input).Images;
    }

    private static IEnumerable<AttackCase> Smaller(AttackCase attackCase)
    {
        var batches = ImageBatch.Smaller(attackCase.Batch).Select(batch => attackCase with { Batch = batch });
        var threats = ThreatModels.Simpler(attackCase.Threat).Select(threat => attackCase with { Threat = threat });
        var linear = attackCase with { Objective = ObjectiveKind.Linear };
        return [.. batches, .. threats, .. attackCase == linear ? [] : new[] { linear }];
    }

    /// <summary>
    /// The case as reports write it: <c>1 image of 1x4x4, seed 7, linf 8/255, a linear
    /// objective</c>.
    /// </summary>
    public override string ToString()
    {
        var objective = Objective switch
        {
            ObjectiveKind.Flat => "an objective without slope",
            ObjectiveKind.Network => "a small classifier",
            _ => $"a {Objective.ToString().ToLowerInvariant()} objective",
        };
        return $"{Batch}, {Threat}, {objective}";
    }
}
