using RoCL.Runs.Journal;
using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Training;

/// <summary>A run that was cut ends at the bits of one that was not.</summary>
[NonParallelizable]
public sealed class EndingAlike
{
    private NewRuns _runs = null!;

    [SetUp]
    public void OpenFolders() => _runs = new();

    [TearDown]
    public void Leave() => _runs.Dispose();

    [TestCase(1, 2, 4)]
    [TestCase(3)]
    [TestCase(3, 6)]
    [TestCase(1, 2, 3, 4, 5)]
    public void A_run_in_pieces_ends_at_the_bits_of_a_whole_one(params int[] stops)
    {
        using var box = new Toybox(
            "encoder={\"use\":\"toy-dropout\"}",
            "checkpoints={\"every\":\"4 steps\",\"keep\":1}",
            "optimizer={\"use\":\"sgd\",\"lr\":0.05,\"momentum\":0.9}"
        );
        var whole = _runs.Next();
        var cut = _runs.Next();
        var expected = ToyRun.Train(box, whole);
        foreach (var stop in stops)
            Assert.Throws<OperationCanceledException>(() => ToyRun.Train(box, cut, stop), $"{stop}");
        Assert.That(ToyRun.Train(box, cut), Is.EqualTo(expected));
        Assert.That(File.ReadAllText(cut.Metrics), Is.EqualTo(File.ReadAllText(whole.Metrics)));
        Assert.That(Metrics.Read(cut).Select(metric => metric.Step), Is.EqualTo(new long[] { 0, 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void A_run_whose_newest_checkpoint_was_damaged_sets_it_aside_and_ends_at_the_same_bits()
    {
        using var box = new Toybox([.. ToyRun.Plain, "checkpoints={\"every\":\"2 steps\",\"keep\":2}"]);
        var whole = _runs.Next();
        var cut = _runs.Next();
        var expected = ToyRun.Train(box, whole);
        Assert.Throws<OperationCanceledException>(() => ToyRun.Train(box, cut, stop: 4));
        using (var file = File.OpenWrite(Path.Combine(cut.Checkpoints, "step-00000004", "model.safetensors")))
            file.WriteByte(0);
        Assert.That(ToyRun.Train(box, cut), Is.EqualTo(expected));
        Assert.That(
            Directory.GetDirectories(cut.Checkpoints).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "step-00000004", "step-00000006", "damaged-step-00000004" })
        );
        Assert.That(File.ReadAllText(cut.Metrics), Is.EqualTo(File.ReadAllText(whole.Metrics)));
    }

    [TestCase("")]
    [TestCase("{\"step\":3,\"epo")]
    [TestCase("\0\0\0\0\0\0")]
    [TestCase("null\n{\"step\":3}")]
    public void Metrics_that_end_in_half_a_line_go_on_with_each_step_once(string tail)
    {
        using var box = new Toybox();
        var whole = _runs.Next();
        var cut = _runs.Next();
        var expected = ToyRun.Train(box, whole);
        Assert.Throws<OperationCanceledException>(() => ToyRun.Train(box, cut, stop: 3));
        File.AppendAllText(cut.Metrics, tail);
        Assert.That(ToyRun.Train(box, cut), Is.EqualTo(expected));
        Assert.That(File.ReadAllText(cut.Metrics), Is.EqualTo(File.ReadAllText(whole.Metrics)));
    }
}
