using RoCL.Research;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Fidelity.Tests.Methods;

/// <summary>AdvCL's labels by clustering.</summary>
public sealed class PseudoLabelsTests
{
    [Law(MaxTest = 25)]
    public bool The_same_options_give_the_same_labels_and_every_cluster_has_an_image(
        byte count,
        byte clusters,
        int seed,
        bool alike
    )
    {
        using var scope = NewDisposeScope();
        var n = 2 + count % 60;
        var k = 2 + clusters % (n - 1);
        // Two data sets, made anew: one of them would find its own labels again.
        IImages Opened() =>
            new PseudoLabels(new Dotted(n, seed, alike), k, Seed: seed & int.MaxValue).Open(Split.Train);
        var one = Opened();
        var other = Opened();
        return one.Labels!.eq(other.Labels!).all().item<bool>()
            && one.Labels!.unique().output.shape[0] == k
            && one.Classes.Count == k
            && Labelling.Checked(one).Count == n;
    }

    [Test]
    public void Images_that_lie_in_heaps_are_labelled_heap_by_heap_wherever_the_clustering_begins()
    {
        foreach (var seed in Enumerable.Range(1, 5))
        {
            var images = new PseudoLabels(new Heaps(), 3, Seed: seed).Open(Split.Train);
            var labels = images.Labels!.data<long>().ToArray();
            Assert.That(labels.Chunk(10).Select(heap => heap.Distinct().Count()), Is.All.EqualTo(1));
            Assert.That(labels.Distinct().Count(), Is.EqualTo(3));
            Assert.That(
                images.Gather(tensor(new long[] { 25, 3 })).Labels!.data<long>().ToArray(),
                Is.EqualTo(new[] { labels[25], labels[3] })
            );
        }
    }

    [Test]
    public void Another_runs_model_says_what_lies_together()
    {
        // Heaps by pixels are three; the model sees the place within a heap alone, which is even or
        // odd.
        var model = new Parity();
        var images = new PseudoLabels(new Heaps(), 2, model).Open(Split.Train);
        var labels = images.Labels!.data<long>().ToArray();
        Assert.That(Enumerable.Range(0, 30).All(i => labels[i] == labels[i % 2]) && labels[0] != labels[1]);
    }

    [Test]
    public void Test_images_keep_their_labels()
    {
        var plain = new Heaps().Open(Split.Test);
        var wrapped = new PseudoLabels(new Heaps(), 2).Open(Split.Test);
        Assert.That(
            wrapped.Labels!.eq(plain.Labels!).all().item<bool>() && wrapped.Classes.SequenceEqual(plain.Classes)
        );
    }

    [Test]
    public void More_clusters_than_images_and_a_model_of_other_channels_are_refused()
    {
        Assert.That(
            () => new PseudoLabels(new Heaps(), 31).Open(Split.Train),
            Throws.TypeOf<ProblemException>().With.Message.StartsWith("ROCL0146 ")
        );
        Assert.That(
            () => new PseudoLabels(new Heaps(), 2, new Parity(3)).Open(Split.Train),
            Throws.TypeOf<ProblemException>().With.Message.StartsWith("ROCL0147 ")
        );
    }

    /// <summary>
    /// Thirty images, ten each of dark, grey and bright; the first pixel says whether the place is
    /// even.
    /// </summary>
    private sealed record Heaps : IDataset
    {
        public IImages Open(Split split)
        {
            var heap = arange(30).div(10, RoundingMode.floor);
            var pixels = (heap * 100).view(30, 1, 1, 1).expand(30, 1, 3, 3).clone();
            pixels[TensorIndex.Colon, 0, 0, 0] = arange(30) % 2 * 20;
            return new PixelImages(pixels.to(ScalarType.Byte), heap.to(ScalarType.Int64), ["dark", "grey", "bright"]);
        }
    }

    /// <summary>Random images; or all alike but for two.</summary>
    private sealed record Dotted(int Count, int Seed, bool Alike) : IDataset
    {
        public IImages Open(Split split)
        {
            var pixels = new Rng(new Seed(Seed), Count).Uniform(Count, 1, 2, 3) * 255;
            return new PixelImages((Alike ? pixels[..1].expand(Count, 1, 2, 3) : pixels).to(ScalarType.Byte), null, []);
        }
    }

    private sealed record Parity(int Channels = 1) : ITrainedModel
    {
        public ImageShape Shape => new(Channels, 3, 3);
        public int Classes => 0;
        public IReadOnlyList<string> Heads => [];

        public Tensor Outputs(Tensor images, string head = ITrainedModel.Features) =>
            images[TensorIndex.Colon, 0, 0, 0].unsqueeze(1);

        public IObjective Objective(
            Func<Tensor, Tensor> losses,
            long rows,
            Tensor? labels = null,
            string head = ITrainedModel.Features
        ) => throw new NotSupportedException();
    }
}
