using RoCL.Core;

namespace Core.Tests.Plans;

public sealed class SubsetTests
{
    private static readonly PixelImages Whole = new(arange(60, ScalarType.Byte).view(60, 1, 1, 1), cat([zeros(40, ScalarType.Int64), ones(20, ScalarType.Int64)]), ["many", "few"]);

    private static IImages Of(long? count, long seed = 1) => Subset.Of(Whole, count, new Seed(seed), "here").Match(images => images, problems => throw new AssertionException(problems[0].ToString()));

    [Test]
    public void Classes_keep_their_shares() =>
        Assert.That(Of(30).Labels!.data<long>().ToArray().CountBy(label => label), Is.EquivalentTo(new Dictionary<long, int> { [0] = 20, [1] = 10 }));

    [Test]
    public void The_seed_chooses() => Assert.That(
        (Pixels(Of(30)).SequenceEqual(Pixels(Of(30))), Pixels(Of(30)).SequenceEqual(Pixels(Of(30, seed: 2)))), Is.EqualTo((true, false)));

    [Test]
    public void Images_and_labels_stay_together()
    {
        var batch = Of(30).Gather(tensor(new long[] { 29, 0, 15 }));
        Assert.That((batch.Images.view(-1) * 255).round().ge(40).Equals(batch.Labels!.eq(1)));
        Assert.That(batch.Indices.data<long>().ToArray(), Is.EqualTo(new long[] { 29, 0, 15 }));
    }

    [Test]
    public void All_of_them_are_the_data_itself() => Assert.That(Of(null), Is.SameAs(Whole));

    [Test]
    public void More_than_there_are_is_refused() => Assert.That(Subset.Of(Whole, 61, new Seed(1), "here").Problems.Single().Code, Is.EqualTo("ROCL0114"));

    private static float[] Pixels(IImages images) => images.Gather(arange(images.Count, ScalarType.Int64)).Images.data<float>().ToArray();
}
