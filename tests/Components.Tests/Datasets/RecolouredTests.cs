using RoCL.Datasets.Parts;

namespace Components.Tests.Datasets;

/// <summary>Images of one data set with the channels of another.</summary>
public sealed class RecolouredTests
{
    /// <summary>Six images of 2x2 in two classes, whose bytes count up.</summary>
    private sealed record Counting(int Channels) : IDataset
    {
        public IImages Open(Split split)
        {
            var pixels = arange(6L * Channels * 4, ScalarType.Int64).view(6, Channels, 2, 2) % 256;
            return new PixelImages(pixels.to(ScalarType.Byte), arange(6, ScalarType.Int64) % 2, ["a", "b"]);
        }
    }

    private static readonly long[] Some = [4, 1, 4];

    private static Batch Gathered(IDataset data) => data.Open(Split.Train).Gather(tensor(Some));

    [Test]
    public void A_gray_image_in_colour_has_its_channel_three_times()
    {
        var gray = Gathered(new Counting(1));
        var coloured = Gathered(new Recoloured(new Counting(1), 3));
        Assert.That(coloured.Images.shape, Is.EqualTo(new long[] { 3, 3, 2, 2 }));
        for (var channel = 0; channel < 3; channel++)
            Assert.That(coloured.Images[.., channel..(channel + 1)].Equals(gray.Images));
        Assert.That(coloured.Labels!.Equals(gray.Labels!) && coloured.Indices.Equals(gray.Indices));
    }

    [Test]
    public void A_coloured_image_in_gray_is_its_luma_and_there_and_back_is_where_it_began()
    {
        var coloured = Gathered(new Counting(3)).Images;
        var gray = Gathered(new Recoloured(new Counting(3), 1)).Images;
        var luma = 0.299 * coloured[.., 0] + 0.587 * coloured[.., 1] + 0.114 * coloured[.., 2];
        Assert.That(gray.shape, Is.EqualTo(new long[] { 3, 1, 2, 2 }));
        Assert.That((gray[.., 0] - luma).abs().max().item<float>(), Is.LessThan(1e-6));

        var back = Gathered(new Recoloured(new Recoloured(new Counting(1), 3), 1)).Images;
        Assert.That((back - Gathered(new Counting(1)).Images).abs().max().item<float>(), Is.LessThan(1e-6));
        Assert.That(back.max().item<float>(), Is.AtMost(1));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Images_that_are_as_wanted_stay_as_they_are(int channels) =>
        Assert.That(new Recoloured(new Counting(channels), channels).Open(Split.Test), Is.InstanceOf<PixelImages>());

    [Test]
    public void Other_numbers_of_channels_are_refused()
    {
        Assert.That(Refusal.Of(new Recoloured(new Counting(4), 3)).Code, Is.EqualTo("ROCL0469"));
        Assert.That(Refusal.Of(new Recoloured(new Counting(3), 2)).Code, Is.EqualTo("ROCL0469"));
    }
}
