namespace RoCL.Evaluations.FineTuning;

/// <summary>The attack on each step's images.</summary>
/// <param name="Bench">Whose guard stands behind it.</param>
/// <param name="Attack">How images are moved.</param>
/// <param name="Threat">Where they may move to.</param>
internal sealed record InnerAttack(IBench Bench, IAttack Attack, ThreatModel Threat)
{
    /// <summary>The attack of a recipe; <see langword="null"/> where it names none.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0516: one of attack and threat model without the other.
    /// </exception>
    public static InnerAttack? Of(IBench bench, IAttack? attack, ThreatModel? threat) =>
        (attack, threat) switch
        {
            (null, null) => null,
            ({ } how, { } where) => new(bench, how, where),
            (null, _) => throw new ProblemException(
                new("ROCL0516", "fine-tuning", $"has the threat model {threat} and no attack.", "Name an attack too.")
            ),
            (_, null) => throw new ProblemException(
                new(
                    "ROCL0516",
                    "fine-tuning",
                    $"has the attack {attack} and no threat model.",
                    "Write a threat model too, such as \"threat\": { \"linf\": \"8/255\" }; an attack on test "
                        + "images alone is a testAttack."
                )
            ),
        };

    /// <summary>The images, moved.</summary>
    public Tensor Moved(Seen seen, IObjective objective) =>
        Bench.Attack(Attack, seen.Images, objective, Threat, seen.Random.For("attack"));

    /// <summary>As papers write it, <c>PGD-7 linf 0.0314</c>.</summary>
    public override string ToString() => $"{Attack} {Threat}";
}
