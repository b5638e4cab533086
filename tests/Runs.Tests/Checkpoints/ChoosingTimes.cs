using Microsoft.Extensions.Time.Testing;
using RoCL.Core;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Journal;
using Serilog.Core;
using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Checkpoints;

/// <summary>When checkpoints are written, of which step they are, and which of them stay.</summary>
[NonParallelizable]
public sealed class ChoosingTimes
{
    private NewRuns _runs = null!;

    [SetUp]
    public void OpenFolders() => _runs = new();

    [TearDown]
    public void Leave() => _runs.Dispose();

    [Test]
    public void An_interval_in_minutes_decides_when_checkpoints_are_written_and_nothing_else()
    {
        using var steps = new Toybox("checkpoints.every=\"1 steps\"", "checkpoints.keep=9");
        using var minutes = new Toybox("checkpoints.every=\"10 minutes\"", "checkpoints.keep=9");
        var plain = _runs.Next();
        var timed = _runs.Next();
        var still = _runs.Next();
        var expected = ToyRun.Train(steps, plain);
        Assert.That(ToyRun.Train(minutes, still, clock: new FakeTimeProvider()), Is.EqualTo(expected));
        Assert.That(
            ToyRun.Train(minutes, timed, clock: new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMinutes(3) }),
            Is.EqualTo(expected)
        );
        Assert.That(File.ReadAllText(timed.Metrics), Is.EqualTo(File.ReadAllText(plain.Metrics)));
        Assert.That(
            Directory.GetDirectories(still.Checkpoints),
            Has.Length.EqualTo(1),
            "the clock stood still: only the one at the end"
        );
        Assert.That(Directory.GetDirectories(timed.Checkpoints), Has.Length.InRange(2, 6));
    }

    [Test]
    public void The_best_epoch_stays_besides_the_newest()
    {
        using var box = new Toybox([
            .. ToyRun.Plain,
            "train.epochs=4",
            "optimizer.lr=0",
            "loss.0.weight={\"from\":1,\"to\":99,\"over\":\"training\"}",
            "checkpoints={\"keep\":1,\"best\":true}",
        ]);
        var run = _runs.Next();
        ToyRun.Train(box, run);
        var means = Metrics
            .Read(run)
            .GroupBy(metric => metric.Epoch)
            .Select(epoch => epoch.Average(metric => metric.Loss))
            .ToList();
        var best = $"step-{3 * (means.IndexOf(means.Min()) + 1):00000000}";
        Assert.That(
            Directory.GetDirectories(run.Checkpoints).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { best, "step-00000012" })
        );
    }

    [Test]
    public void A_checkpoint_is_of_the_step_it_was_begun_after_though_training_goes_on_meanwhile()
    {
        using var box = new Toybox();
        using var gate = new ManualResetEventSlim(initialState: true);
        var run = _runs.Next();
        var gated = run with { Files = new FaultyFiles { Before = gate.Wait } };
        using var metrics = new Metrics(gated, 0);
        using var writer = new CheckpointWriter(new(gated), box.Recipe.Checkpoints, metrics, Logger.None, _ => { });
        box.Train(steps: 1);
        var before = box.State();
        gate.Reset();
        writer.Begin(new(1), box.Model);
        writer.Surface();
        box.Train(first: 1, steps: 1);
        Assert.That(
            (box.State().SequenceEqual(before), CheckpointStore.In(run).Count),
            Is.EqualTo((false, 0)),
            "it is not there before it is complete"
        );
        gate.Set();
        writer.Wait();
        Assert.That(
            new CheckpointStore(run, Assert.Fail).Restore(box.Model),
            Is.EqualTo(new Result<CheckpointState>.Ok(new(1) { Journal = metrics.Mark }))
        );
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }
}
