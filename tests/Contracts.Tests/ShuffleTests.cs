namespace Contracts.Tests;

using Law = FsCheck.NUnit.PropertyAttribute;

/// <summary>The order of images follows from a generator of our own.</summary>
[TestFixture]
public sealed class ShuffleTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-7)]
    [TestCase(int.MaxValue)]
    [TestCase(int.MinValue)]
    [TestCase(161803398)]
    [TestCase(-161803399)]
    public void It_is_the_order_that_earlier_runs_had_by_NET_10(int seed) => Assert.That(Same(seed, count: 2_000));

    [Law(MaxTest = 300)]
    public bool By_whatever_seed(int seed, byte count) => Same(seed, count);

    [Test]
    public void The_numbers_are_those_of_a_table_whatever_NET_does()
    {
        var order = Enumerable.Range(0, 10).ToArray();
        new Seed(1).Shuffle(order.AsSpan());
        Assert.That(order, Is.EqualTo(new[] { 2, 1, 5, 8, 7, 4, 0, 9, 3, 6 }));
    }

    [Test]
    public void The_low_half_of_a_seed_alone_counts()
    {
        var one = Shuffled(5, 100);
        var other = Shuffled(5 + (7L << 32), 100);
        Assert.That(other, Is.EqualTo(one));
        Assert.That(Shuffled(6, 100), Is.Not.EqualTo(one));
    }

    private static bool Same(int seed, int count)
    {
        var theirs = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(theirs);
        return Shuffled(seed, count).SequenceEqual(theirs);
    }

    private static int[] Shuffled(long seed, int count)
    {
        var values = Enumerable.Range(0, count).ToArray();
        new Seed(seed).Shuffle(values.AsSpan());
        return values;
    }
}
