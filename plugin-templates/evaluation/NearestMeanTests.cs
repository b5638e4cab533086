/// <summary>Values of the protocol that are computed by hand. Add more of your own.</summary>
public sealed class NearestMeanTests
{
    [Test]
    public void The_mean_is_each_classs_own()
    {
        var features = tensor(new float[] { 1, 3, 10 }).view(3, 1);
        var labels = tensor(new long[] { 0, 0, 2 });
        var means = NearestMean.Means(features, labels, classes: 3);
        Assert.That(means.data<float>().ToArray(), Is.EqualTo(new float[] { 2, 0, 10 }));
    }
}
