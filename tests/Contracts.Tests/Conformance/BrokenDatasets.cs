using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of data sets, data sets that break it.</summary>
public sealed class BrokenDatasets
{
    private const string One = "1 of the training images";

    private static readonly Broken<IDataset>[] All =
    [
        new(
            DatasetLaws.GivesImages,
            new Toys { Change = batch => batch with { Images = batch.Images * 255 } },
            One,
            "pixels run from"
        ),
        new(
            DatasetLaws.GivesImages,
            new Toys { Change = batch => batch with { Images = batch.Images.squeeze(1) } },
            One,
            "was expected"
        ),
        new(
            DatasetLaws.GivesImages,
            new Toys { Change = batch => batch with { Images = batch.Images.to(ScalarType.Float64) } },
            One,
            "Float64"
        ),
        new(
            DatasetLaws.GivesImages,
            new Toys { Change = batch => batch with { Indices = batch.Indices + 1 } },
            One,
            "the places asked for"
        ),
        new(
            DatasetLaws.HasSoundLabels,
            new Toys { Classes = ["a"] },
            One,
            "labels run from 0 to 1, and there are 1 classes"
        ),
        new(
            DatasetLaws.HasSoundLabels,
            new Toys { Change = batch => batch with { Labels = 1 - batch.Labels! } },
            One,
            "a batch's labels"
        ),
        new(
            DatasetLaws.HasSoundLabels,
            new Toys { Change = batch => batch with { Labels = null } },
            One,
            "a batch has no labels"
        ),
        new(
            DatasetLaws.IsPure,
            new Toys { Change = batch => batch with { Images = batch.Images * rand(1) } },
            One,
            "a second time"
        ),
        new(
            DatasetLaws.IsPure,
            new Toys { Change = batch => batch with { Images = batch.Images / batch.Images.shape[0] } },
            "2 of the training images",
            "each image by itself"
        ),
        new(
            DatasetLaws.LeavesNoTensor,
            new Toys { Change = batch => batch with { Images = (batch.Images + 0).DetachFromDisposeScope().clone() } },
            One,
            "1 native tensors"
        ),
    ];

    [TestCaseSource(nameof(All))]
    public void Is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<IDataset>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_data_set() =>
        Assert.That(All.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(DatasetLaws.All));

    private sealed record Toys : IDataset, IImages
    {
        public Func<Batch, Batch> Change { get; init; } = batch => batch;

        public IReadOnlyList<string> Classes { get; init; } = ["a", "b"];

        public ImageShape Shape => new(1, 2, 2);

        public long Count => 4;

        public Tensor? Labels => tensor(new long[] { 0, 1, 0, 1 });

        public IImages Open(Split split) => this;

        public Batch Gather(Tensor indices)
        {
            var brightness = ((indices + 1) / 8.0).to(ScalarType.Float32);
            var images = brightness.view(-1, 1, 1, 1).expand(-1, 1, 2, 2).clone();
            return Change(new(images, Labels!.index_select(0, indices), indices.clone()));
        }
    }
}
