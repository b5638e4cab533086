using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Training;

/// <summary>
/// Whichever operation on a file fails, a run ends at the same bits, now or when it goes on:
/// weights, optimizer and metrics.
/// </summary>
[NonParallelizable]
public sealed class LosingNothing
{
    private static readonly Failing[] Ways = [Failing.Once, Failing.ForGood, Failing.Torn];

    private NewRuns _runs = null!;

    [SetUp]
    public void OpenFolders() => _runs = new();

    [TearDown]
    public void Leave() => _runs.Dispose();

    [TestCase(RunPart.Checkpoints)]
    [TestCase(RunPart.Metrics)]
    [TestCase(RunPart.Others)]
    public void Every_operation_of_a_training_fails_once_for_good_or_half_and_nothing_is_lost(RunPart part)
    {
        using var box = new Toybox([.. ToyRun.Plain, .. ToyRun.Short]);
        var counted = new FaultyFiles();
        var whole = _runs.Next();
        var expected = ToyRun.Train(box, whole with { Files = counted });
        Assert.That(counted.On(part), Is.Not.Empty);
        foreach (var (operation, failing) in Failures(counted.On(part), []))
        {
            var run = _runs.Next();
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
        var whole = _runs.NextFolder();
        var expected = run.Finish(whole, counted, "undisturbed");
        Assert.That(counted.On(part), Is.Not.Empty);
        Assert.That(run.Leaves(whole), Is.Not.Empty, $"it {run}");
        var done = run.DoneElsewhere(part, _runs.NextFolder()).Select(operation => operation.Kind()).ToHashSet();
        foreach (var (operation, failing) in Failures(counted.On(part), done))
        {
            var where = $"operation {operation} on {part}, {failing}";
            var files = new FaultyFiles(failing, operation, part);
            Assert.That(run.Finish(_runs.NextFolder(), files, where), Is.EqualTo(expected), where);
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
}
