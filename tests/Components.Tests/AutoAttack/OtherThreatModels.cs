using RoCL.Attacks.AutoAttack;
using RoCL.Attacks.Gradient;
using RoCL.Attacks.Noise;
using RoCL.Threats.Sparse;
using Standard = RoCL.Attacks.AutoAttack.AutoAttack;

namespace Components.Tests.AutoAttack;

/// <summary>Attacks in threat models that are none of the three norms.</summary>
public sealed class OtherThreatModels
{
    private static readonly ThreatModel[] Others = [new L0(3), new MaskedLInf(0.4)];

    private static readonly IAttack[] MadeForThreeNorms =
    [
        new Apgd(2),
        new Fab(2),
        new FabT(2),
        new SquareAttack(2),
        new Standard(2),
        new Restarts(new Apgd(2)),
        new WorstOf([new Pgd(2), new SquareAttack(2)]),
    ];

    private static readonly IAttack[] MadeForAny =
    [
        new Pgd(5, Step: 0.5),
        new Fgsm(),
        new GaussianNoise(),
        new UniformNoise(),
        new Restarts(new Pgd(2)),
        new WorstOf([new Pgd(2), new UniformNoise()]),
    ];

    [Test]
    public void An_attack_that_is_made_for_three_norms_says_so_and_refuses_by_its_code(
        [ValueSource(nameof(MadeForThreeNorms))] IAttack attack,
        [ValueSource(nameof(Others))] ThreatModel threat
    )
    {
        var given = new ClassifierAttackCase(attack, threat, new(1, 6, 6), Classes: 5, Images: 4, Seed: 1);
        Assert.That(attack.Takes(threat), Is.False);
        Assert.That(attack.Takes(new L1(1)));
        var refused = Assert.Throws<ProblemException>(() => given.Perturb())!.Problem;
        Assert.That(refused.Code, Is.EqualTo("ROCL0390"));
        Assert.That(refused.What, Does.Contain($"{threat}"));
    }

    [Test]
    public void An_attack_that_needs_projection_and_direction_alone_works_in_any(
        [ValueSource(nameof(MadeForAny))] IAttack attack,
        [ValueSource(nameof(Others))] ThreatModel threat
    )
    {
        using var scope = NewDisposeScope();
        var given = new ClassifierAttackCase(attack, threat, new(3, 8, 8), Classes: 5, Images: 12, Seed: 3);
        var attacked = given.Perturb();
        Assert.That(attack.Takes(threat));
        Assert.That(threat.Contains(attacked, given.Clean));
        Assert.That(threat.Distance(attacked, given.Clean).gt(0).any().item<bool>(), "some image moved");
    }

    [Test]
    public void PGD_changes_as_many_pixels_as_it_may_and_finds_more_than_noise_does()
    {
        using var scope = NewDisposeScope();
        ClassifierAttackCase By(IAttack attack) =>
            new(attack, new L0(4), new(3, 8, 8), Classes: 5, Images: 40, Seed: 5);
        double Loss(ClassifierAttackCase given) => given.Classifier.Losses(given.Perturb()).mean().item<float>();

        var pgd = By(new Pgd(20, Step: 1));
        var distance = new L0(4).Distance(pgd.Perturb(), pgd.Clean);
        Assert.That(distance.max().item<float>(), Is.EqualTo(4));
        Assert.That(Loss(pgd), Is.GreaterThan(Loss(By(new UniformNoise(20)))));
    }
}
