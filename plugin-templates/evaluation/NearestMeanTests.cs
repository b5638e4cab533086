/// <summary>What the protocol computes, by hand.</summary>
public sealed class NearestMeanTests
{
    [Test]
    public void The_mean_is_each_classs_own()
    {
        var means = NearestMean.Means(
            tensor(new float[] { 1, 3, 10 }).view(3, 1),
            tensor(new long[] { 0, 0, 2 }),
            classes: 3
        );
        Assert.That(means.data<float>().ToArray(), Is.EqualTo(new float[] { 2, 0, 10 }));
    }
}
