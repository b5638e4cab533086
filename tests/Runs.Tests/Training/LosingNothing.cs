using Microsoft.Extensions.Time.Testing;
using RoCL.Core;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using Serilog.Core;
using Shared.Folders;
using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Training;

/// <summary>
/// Wherever a run is cut, and whichever operation on a file fails, it ends at the same bits:
/// weights, optimizer and metrics.
/// </summary>
[NonParallelizable]
public sealed class LosingNothing
{
    private static readonly Failing[] Ways = [Failing.Once, Failing.ForGood, Failing.Torn];

    private string _root = "";
    private int _runs;

    [SetUp]
    public void OpenAFolder() => _root = MemoryFolder.Create("rocl-losing-");

    [TearDown]
    public void Leave() => Directory.Delete(_root, recursive: true);

    [TestCase(RunPart.Checkpoints)]
    [TestCase(RunPart.Metrics)]
    [TestCase(RunPart.Others)]
    public void Every_operation_of_a_training_fails_once_for_good_or_half_and_nothing_is_lost(RunPart part)
    {
        using var box = new Toybox([.. ToyRun.Plain, .. ToyRun.Short]);
        var counted = new FaultyFiles();
        var whole = NewRun();
        var expected = ToyRun.Train(box, whole with { Files = counted });
        Assert.That(counted.On(part), Is.Not.Empty);
        foreach (var (operation, failing) in Failures(counted.On(part), []))
        {
            var run = NewRun();
            var cut = run with { Files = new FaultyFiles(failing, operation, part) };
            var where = $"operation {operation} on {part}, {failing}";
            if (failing == Failing.ForGood)
            {
                var fault = Assert.Catch(() => ToyRun.Train(box, cut));
                Assert.That(fault, Is.InstanceOf<IOException>().Or.InstanceOf<ProblemException>(), where);
                Assert.That(ToyRun.Train(box, run), Is.EqualTo(expected), where);
            }
            else
            {
                Assert.That(ToyRun.Train(box, cut), Is.EqualTo(expected), where);
            }

            ToyRun.EndedAlike(run, whole, where);
        }

        TestContext.Out.WriteLine($"{counted.On(part).Count} operations");
    }

    [TestCaseSource(typeof(WholeRun), nameof(WholeRun.WithParts))]
    public void Every_operation_of_a_run_fails_and_it_ends_alike_or_is_refused_and_goes_on(WholeRun run, RunPart part)
    {
        var counted = new FaultyFiles();
        var whole = NewRoot();
        var expected = run.Finish(whole, counted, "undisturbed");
        Assert.That(counted.On(part), Is.Not.Empty);
        Assert.That(run.Leaves(whole), Is.Not.Empty, $"it {run}");
        var done = run.DoneElsewhere(part, NewRoot()).Select(operation => operation.Kind()).ToHashSet();
        foreach (var (operation, failing) in Failures(counted.On(part), done))
        {
            var where = $"operation {operation} on {part}, {failing}";
            var files = new FaultyFiles(failing, operation, part);
            Assert.That(run.Finish(NewRoot(), files, where), Is.EqualTo(expected), where);
        }

        TestContext.Out.WriteLine($"{counted.On(part).Count} operations");
    }

    // What has no halves fails by half as it fails once. For good, a run ends and is begun again:
    // that is tried where something is done for the first time. What another run does as well fails
    // there.
    private static IEnumerable<(int Operation, Failing Failing)> Failures(
        IReadOnlyList<FileOperation> operations,
        HashSet<FileOperation> doneElsewhere
    )
    {
        var firsts = FileOperation.Firsts(operations).ToHashSet();
        return from operation in operations
            where !doneElsewhere.Contains(operation.Kind())
            from failing in Ways
            where failing != Failing.Torn || operation.HasHalf
            where failing != Failing.ForGood || firsts.Contains(operation)
            select (operation.Number, failing);
    }

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
        var whole = NewRun();
        var cut = NewRun();
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
        var whole = NewRun();
        var cut = NewRun();
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
        var whole = NewRun();
        var cut = NewRun();
        var expected = ToyRun.Train(box, whole);
        Assert.Throws<OperationCanceledException>(() => ToyRun.Train(box, cut, stop: 3));
        File.AppendAllText(cut.Metrics, tail);
        Assert.That(ToyRun.Train(box, cut), Is.EqualTo(expected));
        Assert.That(File.ReadAllText(cut.Metrics), Is.EqualTo(File.ReadAllText(whole.Metrics)));
    }

    [Test]
    public void An_interval_in_minutes_decides_when_checkpoints_are_written_and_nothing_else()
    {
        using var steps = new Toybox("checkpoints.every=\"1 steps\"", "checkpoints.keep=9");
        using var minutes = new Toybox("checkpoints.every=\"10 minutes\"", "checkpoints.keep=9");
        var plain = NewRun();
        var timed = NewRun();
        var still = NewRun();
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
        var run = NewRun();
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
        var run = NewRun();
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

    [Test]
    public void The_machines_own_files_flush_a_folder()
    {
        var disk = Directory.CreateTempSubdirectory("rocl-flushed-").FullName;
        new DiskFiles().FlushFolder(disk);
        Directory.Delete(disk);
        if (!OperatingSystem.IsWindows())
            Assert.Throws<IOException>(() => new DiskFiles().FlushFolder(disk));
    }

    private RunFolder NewRun() => new(new FaultyFiles(), NewRoot());

    private string NewRoot()
    {
        _runs++;
        return Directory.CreateDirectory(Path.Combine(_root, $"{_runs}")).FullName;
    }
}
