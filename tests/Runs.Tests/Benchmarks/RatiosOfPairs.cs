using RoCL.Runs.Benchmarks;

namespace Runs.Tests.Benchmarks;

/// <summary>What a ratio of speeds is, and how certain it is.</summary>
public sealed class RatiosOfPairs
{
    [TestCase(new[] { 3.0 }, ExpectedResult = 3.0)]
    [TestCase(new[] { 3.0, 1.0, 2.0 }, ExpectedResult = 2.0)]
    [TestCase(new[] { 4.0, 1.0, 3.0, 2.0 }, ExpectedResult = 2.5)]
    public double The_median_of_an_even_number_is_the_mean_of_the_two_in_the_middle(double[] ratios) =>
        PairedRatios.MedianOf(ratios);

    // Of 25 the 8th and the 18th, since a binomial of 25 fair coins has the deviation 2.5, and
    // 1.96 of these are 4.9.
    [TestCase(1, 1, 1)]
    [TestCase(5, 1, 5)]
    [TestCase(25, 8, 18)]
    [TestCase(100, 41, 61)]
    public void The_interval_of_the_median_is_that_of_its_order(int count, double low, double high)
    {
        var ratios = PairedRatios.Of(Enumerable.Range(1, count).Reverse().Select(ratio => (double)ratio));
        Assert.That((ratios.Low, ratios.High, ratios.Rounds), Is.EqualTo((low, high, count)));
    }

    [Test]
    public void It_reads_as_a_figure_with_its_interval() =>
        Assert.That($"{PairedRatios.Of([2.0, 1.9, 2.126])}", Is.EqualTo("2.00 (1.90 to 2.13)"));
}
