using RoCL.Attacks.Gradient;
using Standard = RoCL.Attacks.AutoAttack.AutoAttack;

namespace Components.Tests.AutoAttack;

/// <summary>
/// With a larger budget an attack is not weaker: over thirty images of three random classifiers.
/// </summary>
public sealed class BudgetTests
{
    private const double Noise = 0.03; // of the loss, in nats, over all images

    private static readonly ThreatModel[] Threats = [new LInf(0.06), new L2(0.4), new L1(1.5)];

    private static IEnumerable<TestCaseData> Cases =>
        from threat in Threats
        from attack in Enumerable.Range(0, ClassifierAttackCase.Attacks(1).Count)
        select new TestCaseData(attack, threat).SetArgDisplayNames(
            $"{ClassifierAttackCase.Attacks(1)[attack]} ({attack})",
            threat.ToString()
        );

    private static IEnumerable<TestCaseData> StrongThreats =>
        new ThreatModel[] { new LInf(0.1), new L2(0.5), new L1(1) }.Select(threat => new TestCaseData(threat));

    [TestCaseSource(nameof(Cases))]
    public void More_iterations_or_a_larger_radius_do_not_lower_the_mean_loss(int attack, ThreatModel threat)
    {
        using var scope = NewDisposeScope();
        var few = ClassifierAttackCase.Attacks(2)[attack];
        var many = ClassifierAttackCase.Attacks(6)[attack];
        var loss = MeanLoss(few, threat);
        var larger = threat with { Radius = 2 * threat.Radius };
        Assert.That(MeanLoss(many, threat), Is.GreaterThanOrEqualTo(loss - Noise), "more iterations");
        Assert.That(MeanLoss(few, larger), Is.GreaterThanOrEqualTo(loss - Noise), "a larger radius");
    }

    [TestCaseSource(nameof(StrongThreats))]
    public void AutoAttack_fools_at_least_as_many_as_PGD_20(ThreatModel threat)
    {
        using var scope = NewDisposeScope();
        var ours = FooledShare(new Standard(20, Targets: 4, Restarts: 1, Queries: 20), threat);
        var pgd = FooledShare(new Pgd(20, RelativeStep: 0.1), threat);
        Assert.That(ours, Is.GreaterThanOrEqualTo(pgd).And.GreaterThan(0.2).And.LessThan(1));
    }

    private static (Tensor Attacked, SmallClassifier Classifier) Attacked(IAttack attack, ThreatModel threat)
    {
        var shape = new ImageShape(1, 6, 6);
        var cases = Enumerable
            .Range(0, 3)
            .Select(seed => new ClassifierAttackCase(attack, threat, shape, Classes: 5, Images: 10, seed))
            .ToList();
        var (clean, classifier) = ClassifierAttackCase.Together(cases);
        var random = new Rng(new Seed(0).For("attack"), clean.shape[0]);
        return (attack.Perturb(clean, classifier, threat, random), classifier);
    }

    private static double MeanLoss(IAttack attack, ThreatModel threat)
    {
        var (attacked, classifier) = Attacked(attack, threat);
        return classifier.Losses(attacked).mean().item<float>();
    }

    private static double FooledShare(IAttack attack, ThreatModel threat)
    {
        var (attacked, classifier) = Attacked(attack, threat);
        return classifier.FooledBy(attacked).to(ScalarType.Float32).mean().item<float>();
    }
}
