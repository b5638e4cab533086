using RoCL.Reports.RunPages;
using RoCL.Runs.Results;

namespace Suites.Tests.Reports;

/// <summary>What a page says of a curve of robust accuracy.</summary>
public sealed class WordsOfCurves
{
    private const double Precise = 0;

    [TestCase(0.519, 0.5, "it changes by 1.9 points: the attack has converged.")]
    [TestCase(0.481, 0.5, "it changes by 1.9 points: the attack has converged.")]
    [TestCase(0.521, 0.5, "it still falls by 2.1 points: the attack has not converged")]
    [TestCase(0.479, 0.5, "it rises by 2.1 points, which more iterations cannot cause: gradients may be masked.")]
    public void Iterations_have_converged_where_the_last_ones_change_two_points_at_most(
        double before,
        double last,
        string expected
    ) => Assert.That(CurveWords.OfSteps([Steps(1, 0.6), Steps(10, before), Steps(20, last)]), Does.Contain(expected));

    [Test]
    public void One_step_that_finds_more_than_many_is_a_sign() =>
        Assert.That(
            CurveWords.OfSteps([Steps(1, 0.4), Steps(10, 0.5), Steps(20, 0.5)]),
            Is.EqualTo(
                "1 iteration leaves 40.0\u202F% and 20 leave 50.0\u202F%: one step finds more than many, which is a "
                    + "sign of masked gradients."
            )
        );

    [Test]
    public void Of_a_single_point_nothing_is_said() => Assert.That(CurveWords.OfSteps([Steps(1, 0.4)]), Is.Empty);

    [Test]
    public void A_curve_that_falls_to_nothing_is_said_to_fall() =>
        Assert.That(
            CurveWords.OfBudgets([Budget(0, 0.9), Budget(1, 0.5), Budget(2, 0.1)]),
            Is.EqualTo(
                "Accuracy falls from 90.0\u202F% without an attack to 50.0\u202F% at the radius (linf 8/255) and to "
                    + "10.0\u202F% at 2 times the radius."
            )
        );

    [TestCase(0.26, true)]
    [TestCase(0.25, false)]
    public void More_than_half_that_is_left_at_the_largest_budget_is_a_sign(double last, bool isSign) =>
        Assert.That(
            CurveWords.OfBudgets([Budget(0, 0.9), Budget(1, 0.5), Budget(2, last)]),
            isSign ? Does.Contain("More than half of it is left") : Does.Not.Contain("masked")
        );

    // What rises by less than the interval's reach may rise by chance.
    [TestCase(Precise, true)]
    [TestCase(0.1, false)]
    public void A_curve_that_rises_by_more_than_chance_is_a_sign(double reach, bool isSign) =>
        Assert.That(
            CurveWords.OfBudgets([Budget(0, 0.9), Budget(1, 0.5), Budget(2, 0.1), Budget(4, 0.2, reach)]),
            isSign ? Does.Contain("It rises on the way") : Does.Not.Contain("masked")
        );

    private static CurvePoint Steps(double at, double accuracy) =>
        new(CurveKind.Steps, at, Condition(accuracy, Precise));

    private static CurvePoint Budget(double at, double accuracy, double reach = Precise) =>
        new(CurveKind.Budget, at, Condition(accuracy, reach));

    private static ConditionSummary Condition(double accuracy, double reach) =>
        new(
            "curve",
            "linf 8/255",
            accuracy,
            [accuracy - reach, accuracy + reach],
            100,
            1,
            new Dictionary<string, double>()
        );
}
