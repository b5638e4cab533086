using RoCL.Attacks.Gradient;
using Standard = RoCL.Attacks.AutoAttack.AutoAttack;

namespace Components.Tests.AutoAttack;

/// <summary>
/// What an attack is given more of, it does not do worse with: over thirty images of three random
/// classifiers.
/// </summary>
public sealed class BudgetTests
{
    private const double Noise = 0.03; // of the loss, in nats, over all images

    private static IEnumerable<TestCaseData> Cases =>
        from threat in new ThreatModel[] { new LInf(0.06), new L2(0.4), new L1(1.5) }
        from attack in Enumerable.Range(0, Siege.Attacks(1).Count)
        select new TestCaseData(attack, threat).SetArgDisplayNames(
            $"{Siege.Attacks(1)[attack]} ({attack})",
            threat.ToString()
        );

    private static IEnumerable<Siege> Sieges(IAttack attack, ThreatModel threat) =>
        Enumerable.Range(0, 3).Select(seed => new Siege(attack, threat, new(1, 6, 6), 5, 10, seed));

    private static double Loss(IAttack attack, ThreatModel threat) =>
        Sieges(attack, threat).Average(of => of.Classifier.Losses(of.Attacked).mean().item<float>());

    private static double Fooled(IAttack attack, ThreatModel threat) =>
        Sieges(attack, threat)
            .Average(of =>
                of.Classifier is IObjective network
                    ? network.Fooled(network.Outputs(of.Attacked))!.to(ScalarType.Float32).mean().item<float>()
                    : 0
            );

    [TestCaseSource(nameof(Cases))]
    public void More_iterations_or_a_larger_radius_do_not_lower_the_mean_loss(int attack, ThreatModel threat)
    {
        using var scope = NewDisposeScope();
        var few = Siege.Attacks(2)[attack];
        var many = Siege.Attacks(6)[attack];
        var loss = Loss(few, threat);
        Assert.That(Loss(many, threat), Is.GreaterThanOrEqualTo(loss - Noise), "more iterations");
        Assert.That(
            Loss(few, threat with { Radius = 2 * threat.Radius }),
            Is.GreaterThanOrEqualTo(loss - Noise),
            "a larger radius"
        );
    }

    [Test]
    public void AutoAttack_leaves_no_more_than_PGD_20_leaves([Values("linf", "l2", "l1")] string norm)
    {
        using var scope = NewDisposeScope();
        ThreatModel threat = norm switch
        {
            "linf" => new LInf(0.1),
            "l2" => new L2(0.5),
            _ => new L1(1),
        };
        var ours = Fooled(new Standard(20, Targets: 4, Restarts: 1, Queries: 20), threat);
        var pgd = Fooled(new Pgd(20, RelativeStep: 0.1), threat);
        Assert.That(ours, Is.GreaterThanOrEqualTo(pgd).And.GreaterThan(0.2).And.LessThan(1));
    }
}
