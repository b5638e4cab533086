using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using Shared.Folders;
using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Training;

/// <summary>A training that is asked to stop in the middle of a step.</summary>
public sealed class Stopping
{
    private const string Attack = "views.adv.attack={\"use\":\"toy-ascent\",\"iterations\":5}";

    // The first query of a step, one of a later step's attack, and its last.
    [TestCase(1, 0)]
    [TestCase(8, 1)]
    [TestCase(15, 2)]
    public void It_leaves_a_checkpoint_of_the_steps_before_and_ends_at_the_same_bits(int query, int steps)
    {
        using var folder = new TemporaryFolder();
        using var box = new Toybox(Attack);
        var whole = RunIn(folder, "whole");
        var cut = RunIn(folder, "cut");
        var expected = ToyRun.Train(box, whole);
        using var stopping = new CancellationTokenSource();
        using (var queries = new Queries(number => Stop(stopping, number, query)))
        {
            Assert.That(
                () => ToyRun.Train(box, cut, stopping),
                Throws.InstanceOf<OperationCanceledException>(),
                $"{query}"
            );
            Assert.That(queries.Count, Is.EqualTo(query));
        }

        Assert.That(CheckpointStore.TrainedSteps(cut), Is.EqualTo(steps));
        Assert.That(ToyRun.Train(box, cut), Is.EqualTo(expected));
        Assert.That(File.ReadAllText(cut.Metrics), Is.EqualTo(File.ReadAllText(whole.Metrics)));
    }

    private static void Stop(CancellationTokenSource stopping, int number, int query)
    {
        if (number == query)
            stopping.Cancel();
    }

    private static RunFolder RunIn(TemporaryFolder folder, string name) =>
        new(new DiskFiles(), Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName);
}
