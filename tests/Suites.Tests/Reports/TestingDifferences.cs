using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using RoCL.Reports.Comparing;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Suites.Tests.Reports;

/// <summary>The statistics of comparisons, against exact arithmetic and printed tables.</summary>
[TestFixture]
public sealed class TestingDifferences
{
    // Student's t, 97.5 %, for 1, 2, ... degrees of freedom, as any table of it has them.
    private static readonly double[] Table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

    [Law]
    public bool The_probability_of_McNemar_is_the_exact_tail_of_fair_coins(byte first, byte second)
    {
        var test = new PairedTest(first, second, 600);
        var all = first + second;
        var tail = Enumerable
            .Range(0, Math.Min(first, second) + 1)
            .Aggregate(BigInteger.Zero, (sum, k) => sum + Ways(all, k));
        var exact = Math.Min(1, Math.Exp(BigInteger.Log(2 * tail) - all * Math.Log(2)));
        return Math.Abs(test.Probability - exact) <= 1e-9 * exact + 1e-15;
    }

    [TestCase(10, 2, 0.0385742, true)]
    [TestCase(9, 2, 0.0654297, false)]
    [TestCase(5, 0, 0.0625, false)]
    [TestCase(6, 0, 0.03125, true)]
    [TestCase(0, 0, 1, false)]
    public void Known_probabilities_of_McNemar(int first, int second, double probability, bool isSignificant)
    {
        var test = new PairedTest(first, second, 100);
        Assert.That(test.Probability, Is.EqualTo(probability).Within(1e-6));
        Assert.That(test.IsSignificant, Is.EqualTo(isSignificant));
        Assert.That(test.Difference, Is.EqualTo((second - first) / 100.0));
    }

    [Law]
    public bool Images_that_both_have_right_or_wrong_do_not_count(bool[] first, bool[] second)
    {
        var images = Math.Min(first.Length, second.Length);
        var test = PairedTest.Of(first[..images], second[..images]);
        var more = PairedTest.Of([.. first[..images], true, false], [.. second[..images], true, false]);
        return test.Probability.Equals(more.Probability) && more.Images == images + 2;
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(11)]
    public void The_interval_of_some_seeds_has_the_quantile_of_the_table(int seeds)
    {
        var interval = MeanInterval.Of([.. Enumerable.Range(1, seeds).Select(value => (double)value)])!;
        // The variance of 1, 2, ..., n is n (n + 1) / 12.
        var error = Math.Sqrt((seeds + 1) / 12.0);
        Assert.That(interval.Mean, Is.EqualTo((seeds + 1) / 2.0));
        Assert.That(interval.Reach / error, Is.EqualTo(Table[seeds - 2]).Within(6e-4));
    }

    [Test]
    public void Equal_spreads_have_the_freedom_of_both_and_a_spread_of_one_alone_has_its_own()
    {
        var equal = MeanInterval.OfDifference([1, 2, 3], [5, 6, 7])!;
        Assert.That(equal.Mean, Is.EqualTo(4));
        Assert.That(equal.Reach / Math.Sqrt(2 / 3.0), Is.EqualTo(Table[3]).Within(6e-4));
        var alone = MeanInterval.OfDifference([0, 2], [5, 5, 5])!;
        Assert.That(alone.Reach, Is.EqualTo(Table[0]).Within(6e-4), "the standard error is 1");
    }

    [Law]
    public Property Other_seeds_turn_the_sign_and_shift_the_mean_alone() =>
        Prop.ForAll(
            Values,
            Values,
            (first, second) =>
            {
                var there = MeanInterval.OfDifference(first, second)!;
                var back = MeanInterval.OfDifference(second, first)!;
                var shifted = MeanInterval.OfDifference(first, [.. second.Select(value => value + 1)])!;
                return Math.Abs(there.Mean + back.Mean) < 1e-12
                    && Math.Abs(there.Reach - back.Reach) < 1e-9 * there.Reach
                    && Math.Abs(shifted.Mean - there.Mean - 1) < 1e-9
                    && Math.Abs(shifted.Reach - there.Reach) < 1e-6 * there.Reach;
            }
        );

    [Test]
    public void A_single_seed_and_seeds_without_spread_hide_the_noise()
    {
        Assert.That(MeanInterval.Of([0.5]), Is.Null);
        Assert.That(MeanInterval.Of([0.5, 0.5]), Is.Null);
        Assert.That(MeanInterval.OfDifference([0.5], [0.4, 0.6]), Is.Null);
        Assert.That(MeanInterval.OfDifference([0.5, 0.5], [0.4, 0.4]), Is.Null);
    }

    private static Arbitrary<double[]> Values =>
        Gen.Choose(0, 1000)
            .ArrayOf()
            .Where(values => values.Distinct().Count() > 1)
            .Select(values => values.Select(value => value / 1000.0).ToArray())
            .ToArbitrary();

    private static BigInteger Ways(int all, int some) =>
        Enumerable.Range(1, some).Aggregate(BigInteger.One, (ways, i) => ways * (all - some + i) / i);
}
