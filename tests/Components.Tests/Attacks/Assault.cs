using FsCheck;
using FsCheck.Fluent;
using RoCL.Attacks.Gradient;

namespace Components.Tests.Attacks;

/// <summary>An attack, what it may do, and what it is let loose on.</summary>
/// <param name="Attack">With options of its own.</param>
/// <param name="Threat">Where images may move to.</param>
/// <param name="Images">N.</param>
/// <param name="Seed">Where images, weights and the attack's randomness come from.</param>
public sealed record Assault(IAttack Attack, ThreatModel Threat, int Images, int Seed)
{
    private Rng Random(string purpose) => new(new Seed(Seed).For(purpose), Images);

    /// <summary>Images in [0, 1], some pixels on the border.</summary>
    public Tensor Clean => (1.5 * Random("clean").Uniform(Images, 3, 4, 2) - 0.25).clamp(0, 1);

    /// <summary>What the attack raises; a tenth of its gradient is zero.</summary>
    internal Tilt Objective =>
        new(Random("weights").Normal(Images, 3, 4, 2) * Random("flat").Uniform(Images, 3, 4, 2).gt(0.1));

    /// <summary>The attacked images.</summary>
    public Tensor Attacked => Attack.Perturb(Clean, Objective, Threat, Random("attack"));

    /// <summary>
    /// What FsCheck prints when a law fails: enough to make the same attack again.
    /// </summary>
    public override string ToString() =>
        $"{Attack}{(Attack is Pgd pgd ? $" by {pgd.Step}, {pgd.RelativeStep} of the radius, random start {pgd.RandomStart}" : "")} in {Threat} on {Images} images, seed {Seed}";

    /// <summary>How FsCheck draws them.</summary>
    public static Arbitrary<Assault> Any() =>
        (
            from attack in Gen.OneOf(
                from random in Gen.Elements(false, true)
                select (IAttack)new Fgsm(random),
                from random in Gen.Elements(false, true)
                from iterations in Gen.Choose(1, 12)
                from step in Gen.Elements(1e-3, 2 / 255.0, 0.3, 100)
                from relative in Gen.Elements<double?>(null, null, 0.1, 2.5)
                select (IAttack)new Pgd(iterations, step, relative, random)
            )
            from radius in Gen.Elements(0, 8 / 255.0, 0.5, 3, 12)
            from threat in Gen.Elements<ThreatModel>(new LInf(radius), new L2(radius), new L1(radius))
            from images in Gen.Choose(1, 4)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Assault(attack, threat, images, seed)
        ).ToArbitrary();
}
