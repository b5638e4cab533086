namespace RoCL.Evaluations.FineTuning;

/// <summary>The attack on each step's images.</summary>
/// <param name="Bench">Runs the attack and checks what it returns.</param>
/// <param name="Attack">How images are moved.</param>
/// <param name="Threat">Where they may move to.</param>
internal sealed record InnerAttack(IBench Bench, IAttack Attack, ThreatModel Threat)
{
    /// <summary>The attack of a recipe; <see langword="null"/> where it names none.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0516: one of attack and threat model without the other.
    /// </exception>
    public static InnerAttack? Of(IBench bench, IAttack? attack, ThreatModel? threat)
    {
        if (attack is null && threat is null)
            return null;
        if (attack is null)
            throw Incomplete($"The evaluation has the threat model {threat} but no attack.", "Name an attack too.");
        if (threat is null)
        {
            throw Incomplete(
                $"The evaluation has the attack {ComponentAttribute.NameOf(attack)} but no threat model.",
                "Write a threat model too, such as \"threat\": { \"linf\": \"8/255\" }; an attack on test images alone "
                    + "is a testAttack."
            );
        }

        return new(bench, attack, threat);
    }

    /// <summary>The attacked images, [N, C, H, W].</summary>
    /// <param name="images">The step's images.</param>
    /// <param name="objective">What the attack raises.</param>
    public Tensor Perturb(StepImages images, IObjective objective) =>
        Bench.Attack(Attack, images.Images, objective, Threat, images.Random.For("attack"));

    /// <summary>As papers write it, <c>PGD-7 linf 0.0314</c>.</summary>
    public override string ToString() => $"{AttackTitle.Of(Attack, Threat)} {Threat}";

    private static ProblemException Incomplete(string what, string remedy) =>
        new(new("ROCL0516", "fine-tuning", what, remedy));
}
