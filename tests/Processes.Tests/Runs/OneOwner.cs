using System.Diagnostics;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;

namespace Processes.Tests.Runs;

/// <summary>
/// A run's folder belongs to one process, which can be stopped, killed and looked at.
/// </summary>
public sealed class OneOwner
{
    private static readonly string[] Recipe =
    [
        "run",
        "demo-simclr",
        "--device",
        "cpu",
        .. Rocl.Tiny,
        "--set",
        "evaluate=[]",
    ];

    [Test, Platform(Exclude = "Win", Reason = "signals are sent")]
    public void A_second_process_is_refused_a_killed_one_leaves_no_lock_and_stopped_ones_leave_a_checkpoint()
    {
        using var rocl = new Rocl();
        using var killed = rocl.Start([.. Recipe, "--no-supervisor", "--out", "run", "--set", "train.epochs=5000"]);
        Steps(rocl, killed, 1);
        var second = rocl.Run("run", "run", "--device", "cpu");
        Assert.That(second.Code, Is.EqualTo(6), second.ToString());
        Assert.That(
            second.ErrorLines[0],
            Does.StartWith($"error ROCL0605 run: The run is in use by process {killed.Id} on ")
        );
        var shown = rocl.Run("show", "run").Output;
        Assert.That(
            shown,
            Does.Match(
                @"^run: running, \d+ of 20000 steps, epoch \d+, loss [\d.]+, the last step \d+ s ago; "
                    + $"process {killed.Id} on "
            )
        );
        Assert.That(killed.HasExited, Is.False, "neither disturbed the owner");
        killed.Kill();
        killed.WaitForExit();
        Assert.That(RunLock.Holder(new(new DiskFiles(), rocl["run"])), Is.Null, "the lock died with its owner");

        foreach (var (signal, code) in new[] { ("TERM", 143), ("HUP", 129) })
        {
            var before = Recorded(rocl);
            using var process = rocl.Start("run", "run", "--device", "cpu");
            Steps(rocl, process, before + 3);
            Send(signal, process);
            var watch = Stopwatch.StartNew();
            var ended = Rocl.End(process);
            Assert.That(ended.Code, Is.EqualTo(code), ended.ToString());
            Assert.That(
                Newest(rocl),
                Is.EqualTo(Metrics.Read(new(new DiskFiles(), rocl["run"])).Last().Step + 1),
                $"a checkpoint of its last step, after {watch.Elapsed}"
            );
            Assert.That(ended.Output, Does.Contain("Go on with: rocl run run --device cpu"));
        }

        if (!File.Exists("/usr/bin/script"))
            return;
        var reached = Recorded(rocl);
        // Where the tests run in the background the signal may be ignored, and the run would never
        // end.
        using var terminal = rocl.Start(
            "env",
            ["--default-signal=HUP", "/usr/bin/script", "-qfc", $"'{rocl.Program}' run run --device cpu", "/dev/null"]
        );
        Steps(rocl, terminal, reached + 3);
        terminal.Kill();
        terminal.WaitForExit();
        while (RunLock.Holder(new(new DiskFiles(), rocl["run"])) is not null)
            Thread.Sleep(20);
        Assert.That(
            Newest(rocl),
            Is.EqualTo(Metrics.Read(new(new DiskFiles(), rocl["run"])).Last().Step + 1),
            "nobody reads what it writes, and it ends as well"
        );
        Assert.That(File.ReadLines(rocl["run/log.jsonl"]).Last(), Does.Contain("SIGHUP"));
    }

    [Test]
    public void Of_two_that_begin_one_run_at_once_one_is_refused_and_the_other_is_whole()
    {
        using var rocl = new Rocl();
        using var one = rocl.Start([.. Recipe, "--out", "run"]);
        using var other = rocl.Start([.. Recipe, "--out", "run"]);
        var ended = new[] { Rocl.End(one), Rocl.End(other) }.OrderBy(each => each.Code).ToList();
        Assert.That(ended[0].Code, Is.Zero, string.Join('\n', ended));
        // One that comes when the other is done finds a finished run.
        if (ended[1].Code != 0)
            Assert.That($"{ended[1].Code} {ended[1].Error}", Does.Match("^6 error ROCL060[15] "));
        Assert.That(
            Metrics.Read(new(new DiskFiles(), rocl["run"])).Select(metric => metric.Step),
            Is.EqualTo(Enumerable.Range(0, 8).Select(step => (long)step))
        );
    }

    private static void Send(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static void Steps(Rocl rocl, Process process, long steps)
    {
        while (!process.HasExited && Recorded(rocl) < steps)
            Thread.Sleep(50);
    }

    // A killed process may have recorded steps that its newest checkpoint does not have: steps
    // after these are another process's.
    private static long Recorded(Rocl rocl) => Metrics.Read(new(new DiskFiles(), rocl["run"])).LongCount();

    private static long Newest(Rocl rocl) => CheckpointStore.TrainedSteps(new(new DiskFiles(), rocl["run"]));
}
