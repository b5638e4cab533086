using FsCheck;
using FsCheck.Fluent;
using RoCL.Attacks.Gradient;

namespace Components.Tests.Attacks;

/// <summary>
/// A gradient attack, the threat model that it stays in, and the images that it gets.
/// </summary>
/// <param name="Attack">With options of its own.</param>
/// <param name="Threat">Where images may move to.</param>
/// <param name="Images">N.</param>
/// <param name="Seed">Where images, weights and the attack's randomness come from.</param>
public sealed record GradientAttackCase(IAttack Attack, ThreatModel Threat, int Images, int Seed)
{
    /// <summary>Images in [0, 1], some pixels on the border.</summary>
    public Tensor Clean => (1.5 * Random("clean").Uniform(Images, 3, 4, 2) - 0.25).clamp(0, 1);

    /// <summary>What the attack raises; a tenth of its gradient is zero.</summary>
    internal Tilt Objective
    {
        get
        {
            var weights = Random("weights").Normal(Images, 3, 4, 2);
            var isSteep = Random("flat").Uniform(Images, 3, 4, 2).gt(0.1);
            return new(weights * isSteep);
        }
    }

    /// <summary>The randomness of the attack, from its beginning each time.</summary>
    public Rng AttackRandom => Random("attack");

    /// <summary>Attacks the images once more.</summary>
    public Tensor Perturb() => Attack.Perturb(Clean, Objective, Threat, AttackRandom);

    /// <summary>
    /// What FsCheck prints when a law fails: enough to make the same attack again.
    /// </summary>
    public override string ToString()
    {
        var options = Attack is Pgd pgd
            ? $" by {pgd.Step}, {pgd.RelativeStep} of the radius, random start {pgd.RandomStart}"
            : "";
        return $"{Attack}{options} in {Threat} on {Images} images, seed {Seed}";
    }

    /// <summary>How FsCheck draws them.</summary>
    public static Arbitrary<GradientAttackCase> Any() =>
        (
            from attack in Gen.OneOf(AnyFgsm(), AnyPgd())
            from radius in Gen.Elements(0, 8 / 255.0, 0.5, 3, 12)
            from threat in Gen.Elements<ThreatModel>(new LInf(radius), new L2(radius), new L1(radius))
            from images in Gen.Choose(1, 4)
            from seed in Gen.Choose(0, int.MaxValue)
            select new GradientAttackCase(attack, threat, images, seed)
        ).ToArbitrary();

    private static Gen<IAttack> AnyFgsm() =>
        from randomStart in Gen.Elements(false, true)
        select (IAttack)new Fgsm(randomStart);

    private static Gen<IAttack> AnyPgd() =>
        from randomStart in Gen.Elements(false, true)
        from iterations in Gen.Choose(1, 6)
        from step in Gen.Elements(1e-3, 2 / 255.0, 0.3, 100)
        from relativeStep in Gen.Elements<double?>(null, null, 0.1, 2.5)
        select (IAttack)new Pgd(iterations, step, relativeStep, randomStart);

    private Rng Random(string purpose) => new(new Seed(Seed).For(purpose), Images);
}
