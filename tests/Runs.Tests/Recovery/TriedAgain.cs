using System.Text.Json.Nodes;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Recovery;

/// <summary>
/// How often a run was tried again stands in its checkpoints, whichever processes trained it.
/// </summary>
[NonParallelizable]
public sealed class TriedAgain
{
    private static readonly Retry First = new(1, 7, "ROCL0300", DateTimeOffset.UnixEpoch);

    [Test]
    public void A_run_of_two_processes_remembers_the_tries_of_both()
    {
        using var box = new Toybox("checkpoints={\"every\":\"1 steps\",\"keep\":9}");
        var run = new RunFolder(new DiskFiles(), Directory.CreateTempSubdirectory("rocl-tried-").FullName);
        File.WriteAllText(run.Recipe, "{}");
        Assert.Throws<OperationCanceledException>(() => ToyRun.Train(box, run, stop: 3, failsAt: 2));
        Assert.That(
            CheckpointStore.RetriesOf(run) is { Count: 1, Last: [{ Attempt: 1, What: nameof(IOException), Step: 1 }] }
        );
        ToyRun.Train(box, run, stop: -1, failsAt: 5);
        Assert.That(
            CheckpointStore.RetriesOf(run)!.Last.Select(retry => (retry.Attempt, retry.Step)),
            Is.EqualTo(new[] { (1, 1L), (1, 4L) })
        );
        Assert.That(
            CheckpointFolder.StateOf(new DiskFiles(), Path.Combine(run.Checkpoints, "step-00000001")).Retries,
            Is.Null,
            "before the first"
        );
        Directory.Delete(run.Root, recursive: true);
    }

    [Test]
    public void A_hundred_are_kept_and_all_are_counted()
    {
        var history = Enumerable
            .Range(0, 250)
            .Aggregate(RetryHistory.None, (before, i) => before.With(First with { Step = i }));
        Assert.That(
            (history.Count, history.Last.Length, history.Last[0].Step, history.Last[^1].Step, history.Possible),
            Is.EqualTo((250, 100, 150L, 249L, true))
        );
        var whole = JsonNode.Parse(
            System.Text.Json.JsonSerializer.Serialize(new CheckpointState(3) { Retries = history }, Json.Line)
        )!;
        Assert.That(Json.Read<CheckpointState>(whole.ToJsonString()) is { Possible: true, Retries.Count: 250 });
        whole["retries"]!["count"] = 99;
        Assert.That(Json.Read<CheckpointState>(whole.ToJsonString()).Possible, Is.False, "fewer than it lists");
    }

    [Test]
    public void A_checkpoint_of_an_older_build_says_nothing_of_them() =>
        Assert.That(
            Json.Read<CheckpointState>(
                """{ "next": 3, "seconds": 1, "images": 2, "peakMemoryMiB": 3, "epoch": { "sum": 0 } }"""
            )
                is { Possible: true, Retries: null }
        );
}
