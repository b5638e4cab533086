using RoCL.Datasets.Parts;

namespace Components.Tests.Datasets;

/// <summary>A data set cut to some classes and to fewer images.</summary>
public sealed class DatasetPartTests
{
    /// <summary>Ten images of each of four classes; a pixel is ten times the class.</summary>
    private sealed record Four(bool Sound = true) : IDataset
    {
        public IImages Open(Split split)
        {
            var labels = arange(split is Split.Train ? 80 : 40, ScalarType.Int64) % 4;
            return new PixelImages(
                (labels * 10).to(ScalarType.Byte).view(-1, 1, 1, 1),
                labels,
                Sound ? ["a", "b", "c", "d"] : ["a", "b", "c"]
            );
        }
    }

    [Test]
    public void Without_options_it_is_the_other_data_set() =>
        Assert.That(new DatasetPart(new Four()).Open(Split.Test).Count, Is.EqualTo(40));

    [Test]
    public void Two_parts_of_disjoint_classes_are_two_data_sets_for_transfer()
    {
        var source = new DatasetPart(new Four(), ["a", "c"], Train: 20);
        var target = new DatasetPart(new Four(), ["d", "b"], Test: 10);
        Assert.That(
            (
                source.Open(Split.Train).Count,
                source.Open(Split.Test).Count,
                target.Open(Split.Train).Count,
                target.Open(Split.Test).Count
            ),
            Is.EqualTo((20L, 20L, 40L, 10L))
        );
        var batch = target.Open(Split.Test).Gather(arange(10, ScalarType.Int64));
        Assert.That(
            batch
                .Labels!.data<long>()
                .ToArray()
                .Zip((batch.Images.view(-1) * 25.5).round().data<float>().ToArray())
                .Distinct(),
            Is.EquivalentTo(new[] { (0L, 3f), (1L, 1f) })
        );
    }

    [Test]
    public void The_seed_chooses()
    {
        float[] Chosen(int seed) =>
            new DatasetPart(new Numbered(), Train: 20, Seed: seed)
                .Open(Split.Train)
                .Gather(arange(20, ScalarType.Int64))
                .Images.data<float>()
                .ToArray();
        Assert.That(
            (Chosen(1).SequenceEqual(Chosen(1)), Chosen(1).SequenceEqual(Chosen(2))),
            Is.EqualTo((true, false))
        );
    }

    [Test]
    public void More_images_than_there_are_are_refused() =>
        Assert.That(Refusal.Of(new DatasetPart(new Four(), ["a"], Train: 21)).Code, Is.EqualTo("ROCL0114"));

    [Test]
    public void An_unknown_class_is_refused_with_the_names_that_there_are() =>
        Assert.That(
            Refusal.Of(new DatasetPart(new Four(), ["A"])).Remedy,
            Is.EqualTo("Take some of its classes: a, b, c, d.")
        );

    [Test]
    public void Labels_without_a_class_are_refused() =>
        Assert.That(Refusal.Of(new DatasetPart(new Four(Sound: false))).Code, Is.EqualTo("ROCL0460"));

    private sealed record Numbered : IDataset
    {
        public IImages Open(Split split) => new PixelImages(arange(60, ScalarType.Byte).view(60, 1, 1, 1), null, []);
    }
}
