using System.Text.Json.Nodes;
using Core.Tests.Training;
using RoCL.Host.CommandLine;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Progress;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Training;
using Serilog.Core;
using Spectre.Console.Testing;

namespace Host.Tests.Runs;

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
        var run = new RunFolder(Directory.CreateTempSubdirectory("rocl-tried-").FullName);
        File.WriteAllText(run.Recipe, "{}");
        Assert.Throws<OperationCanceledException>(() => Train(box, run, stop: 3, failsAt: 2));
        Assert.That(RunState.Retries(run) is { Count: 1, Last: [{ Attempt: 1, What: nameof(IOException), Step: 1 }] });
        Train(box, run, stop: -1, failsAt: 5);
        Assert.That(
            RunState.Retries(run)!.Last.Select(retry => (retry.Attempt, retry.Step)),
            Is.EqualTo(new[] { (1, 1L), (1, 4L) })
        );
        Assert.That(
            CheckpointFolder.StateOf(new DiskFiles(), Path.Combine(run.Checkpoints, "step-00000001")).Retries,
            Is.Null,
            "before the first"
        );
        using var console = new TestConsole();
        new ShowVerb(console, new ErrorOutput(TextWriter.Null), TimeProvider.System).Run([run.Root]);
        Assert.That(
            console.Output.ReplaceLineEndings(""),
            Does.Contain("tried again 2 times, the last at step 4: IOException")
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

    private static void Train(Toybox box, RunFolder run, long stop, long failsAt)
    {
        using var stopping = new CancellationTokenSource();
        var trainer = new Trainer(
            TimeProvider.System,
            new At(stop, failsAt, stopping),
            new(Attempts: 3, TimeSpan.Zero, TimeSpan.Zero),
            new ErrorOutput(TextWriter.Null)
        );
        trainer
            .Train(new("toy", new JsonObject(), box.Plan, box.Data, box.Data), run, CPU, Logger.None, stopping.Token)
            .Model.Dispose();
    }

    // Once, after the step's metrics were written: the step itself is not at fault.
    private sealed class At(long stop, long fails, CancellationTokenSource stopping) : IProgressView
    {
        private bool _hasFailed;

        public T Show<T>(Func<Action<WorkProgress>, T> work) =>
            work(progress =>
            {
                if (progress.Done == stop)
                    stopping.Cancel();
                if (progress.Done != fails || _hasFailed)
                    return;
                _hasFailed = true;
                throw new IOException("the cable was pulled");
            });
    }
}
