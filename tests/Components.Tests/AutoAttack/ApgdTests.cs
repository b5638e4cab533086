using Components.Tests.Attacks;
using RoCL.Attacks.AutoAttack;
using Standard = RoCL.Attacks.AutoAttack.AutoAttack;

namespace Components.Tests.AutoAttack;

public sealed class ApgdTests
{
    private static readonly Rng Random = new(new Seed(1), 2);

    private static Tensor Clean => full([2, 1, 2, 2], 0.5);

    private static Tilt Objective => new(tensor(new float[] { 3, -4, 0.1f, 0, 0, 0, -1, 0.2f }).view(2, 1, 2, 2));

    private static IReadOnlyList<IAttack> AttacksThatNeedLabels =>
        [
            new Apgd(Loss: ApgdLoss.Dlr),
            new Apgd(Loss: ApgdLoss.DlrTargeted),
            new Apgd(Loss: ApgdLoss.CeTargeted),
            new FabT(),
            new Fab(),
            new Standard(),
        ];

    [Test]
    public void On_a_slope_it_reaches_the_top_of_the_ball()
    {
        Assert.That(Gained(new Apgd(20), new LInf(0.1)), Is.EqualTo(new[] { 0.71, 0.12 }).Within(1e-5));
        Assert.That(
            Gained(new Apgd(40), new L2(0.1)),
            Is.EqualTo(new[] { 0.1 * Math.Sqrt(25.01), 0.1 * Math.Sqrt(1.04) }).Within(1e-3)
        );
        Assert.That(Gained(new Apgd(60), new L1(0.1)), Is.EqualTo(new[] { 0.4, 0.1 }).Within(1e-2));
    }

    [TestCase(1)]
    [TestCase(10)]
    public void A_run_asks_for_one_gradient_a_step_and_one_for_the_start(int iterations)
    {
        var objective = Objective;
        new Apgd(iterations).Perturb(Clean, objective, new LInf(0.1), Random);
        Assert.That(objective.Gradients, Is.EqualTo(iterations + 1));
    }

    [Test]
    public void The_steps_of_the_larger_balls_are_taken_from_the_same_number()
    {
        var objective = Objective;
        new Apgd(10, Restarts: 1).Perturb(Clean, objective, new L1(0.1), Random);
        Assert.That(objective.Gradients, Is.EqualTo(3 + 3 + 4 + 3)); // and a start in each of the three
    }

    [TestCaseSource(nameof(AttacksThatNeedLabels))]
    public void An_attack_that_needs_labels_says_so(IAttack attack)
    {
        var refused = Assert.Throws<ProblemException>(() => attack.Perturb(Clean, Objective, new LInf(0.1), Random));
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0334"));
    }

    [TestCase(ApgdLoss.Dlr, 2)]
    [TestCase(ApgdLoss.DlrTargeted, 3)]
    public void A_loss_that_compares_more_classes_than_there_are_is_refused(ApgdLoss loss, int classes)
    {
        using var scope = NewDisposeScope();
        var refused = Assert.Throws<ProblemException>(() => Case(new Apgd(2, loss), classes).Perturb());
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0335"));
    }

    [TestCase(ApgdLoss.Dlr, 3)]
    [TestCase(ApgdLoss.DlrTargeted, 4)]
    [TestCase(ApgdLoss.CeTargeted, 2)]
    public void A_loss_takes_as_many_classes_as_it_compares(ApgdLoss loss, int classes)
    {
        using var scope = NewDisposeScope();
        Assert.That(() => Case(new Apgd(2, loss), classes).Perturb(), Throws.Nothing);
    }

    [TestCase(2)]
    [TestCase(3)]
    public void AutoAttack_does_without_the_ratio_where_there_are_too_few_classes_for_it(int classes)
    {
        using var scope = NewDisposeScope();
        var given = Case(new Standard(3, Queries: 3), classes);
        Assert.That(given.Threat.Contains(given.Perturb(), given.Clean));
    }

    [Test]
    public void AutoAttack_is_the_standard_version()
    {
        IAttack[] standard =
        [
            new Apgd(100),
            new Apgd(100, ApgdLoss.DlrTargeted),
            new FabT(100, 9),
            new SquareAttack(5000),
        ];
        Assert.That(new Standard().Attacks(classes: 10), Is.EqualTo(standard));
    }

    private static ClassifierAttackCase Case(IAttack attack, int classes) =>
        new(attack, new LInf(0.2), new(1, 3, 3), classes, Images: 3, Seed: 4);

    private static float[] Gained(Apgd attack, ThreatModel threat) =>
        Objective.Losses(attack.Perturb(Clean, Objective, threat, Random) - Clean).data<float>().ToArray();
}
