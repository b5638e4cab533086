using System.Collections.Immutable;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Core.Values;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>Large batches that pass through the networks in chunks.</summary>
public sealed class ChunkTests
{
    // Statistics that are kept are the same for a chunk as for the batch.
    private const string InEval = "optimizer.groups=[{\"match\":\"*\",\"mode\":\"eval\"}]";

    [TestCase("forward=shared")]
    [TestCase("forward=per-term")]
    [TestCase("forward=per-view")]
    [TestCase("train.microBatch=8")]
    [TestCase("views.adv.route=adv")]
    [TestCase("views.adv.maximise={\"use\":\"toy-distance\",\"views\":[\"adv\",\"b\"]}")]
    public void Weights_are_those_of_the_whole_batch_where_statistics_are(string setting)
    {
        using var whole = new Toybox(InEval, setting);
        using var chunked = new Toybox(InEval, setting, "train.chunk=4");
        var expected = whole.Train(steps: 3);
        var steps = chunked.Train(steps: 3);
        Assert.That(steps.Select(step => step.Loss), Is.EqualTo(expected.Select(step => step.Loss)).Within(1e-5));
        foreach (var (name, weight) in whole.Model.Parameters)
        {
            var difference = (chunked.Model.Parameters[name] - weight).norm().item<float>();
            Assert.That(difference, Is.LessThan(1e-5 * (1 + weight.norm().item<float>())), name);
        }
    }

    [Test]
    public void Running_statistics_move_once_a_chunk()
    {
        using var whole = new Toybox();
        using var chunked = new Toybox("train.chunk=4");
        whole.Train(steps: 2);
        chunked.Train(steps: 2);
        Assert.That(Passes(whole), Is.EqualTo(2));
        Assert.That(Passes(chunked), Is.EqualTo(2 * 4));
    }

    [Test]
    public void Random_layers_draw_the_same_in_both_passes()
    {
        using var box = new Toybox();
        var images = ImmutableDictionary<string, Tensor>.Empty.Add("a", box.Images(0));
        var layer = new RandomLayer();
        var chunked = new ChunkedOutputs(layer, box.Model, chunk: 4);
        chunked.Of([RandomLayer.Seen], images)[RandomLayer.Seen].sum().backward();
        using var grad = enable_grad();
        var drawn = Generator.Default.get_state();
        Assert.That(chunked.Backward());
        Assert.That(layer.Drawn, Has.Count.EqualTo(8));
        Assert.That(layer.Drawn.Skip(4), Is.EqualTo(layer.Drawn.Take(4)));
        Assert.That(layer.Drawn.Distinct().Count(), Is.EqualTo(4));
        Assert.That(Generator.Default.get_state().bytes.SequenceEqual(drawn.bytes), "what comes after draws on");
    }

    [TestCase("precision=fast")]
    [TestCase("train.chunk=4")]
    public void A_training_in_chunks_that_was_cut_goes_on_to_the_same_bits(string setting)
    {
        string[] settings = ["train.chunk=8", setting];
        using var whole = new Toybox(settings);
        using var resumed = new Toybox(settings);
        Toybox.GoesOnToTheSameBits(whole, resumed);
    }

    [Test]
    public void A_step_in_chunks_leaves_no_native_tensor_behind()
    {
        using var box = new Toybox("train.chunk=4", "train.epochs=20");
        Assert.That(box.LeftBySixSteps(), Is.Zero);
    }

    [TestCase("train.chunk=5", "ROCL0128")]
    [TestCase("train.chunk=1", "ROCL0107")]
    [TestCase("train.chunk=32", "ROCL0128")]
    public void A_chunk_divides_the_batch(string setting, string code) =>
        Assert.That(
            ToyShelf.TryRead(ToyShelf.Rocl, setting).Problems.Select(problem => (problem.Code, problem.Where)),
            Is.EqualTo(new[] { (code, "toy.json: train.chunk") })
        );

    private static long Passes(Toybox box) => box.Model.State["encoder.bn1.num_batches_tracked"].item<long>();

    // Multiplies each image by a number that it draws.
    private sealed class RandomLayer : IViewOutputs
    {
        private readonly Tensor _weight = ones(1, requires_grad: true);

        public static ViewReference Seen { get; } = new("a", "projector");

        public List<float> Drawn { get; } = [];

        public IReadOnlyDictionary<ViewReference, Tensor> Of(
            ValueList<ViewReference> references,
            ImmutableDictionary<string, Tensor> views
        )
        {
            var number = rand(1);
            Drawn.Add(number.item<float>());
            return new Dictionary<ViewReference, Tensor> { [Seen] = views["a"].flatten(1) * number * _weight };
        }

        public bool Backward() => true;
    }
}
