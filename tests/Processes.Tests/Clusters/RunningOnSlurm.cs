using Processes.Tests.Runs;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using Shared.Plugins;

namespace Processes.Tests.Clusters;

/// <summary>A suite on a real Slurm cluster of one node.</summary>
[Category("Slurm"), Platform("Linux")]
public sealed class RunningOnSlurm
{
    private const string Quick = """
        "a": "demo-simclr", "b": { "recipe": "demo-simclr", "set": { "optimizer.lr": 0.05 } }
        """;

    private const string Failing = """
        "bad": { "recipe": "demo-simclr", "set": { "optimizer.lr": 1e6, "train.epochs": 20 } }
        """;

    private const string Gate = "open";
    private const long SlowSteps = 60 * 4;

    [Test]
    public void Of_four_runs_two_at_a_time_one_fails_and_one_is_queued_again_at_its_time_limit()
    {
        using var cluster = SlurmCluster.Start(places: 3);
        using var rocl = On(cluster);
        File.WriteAllText(rocl["suite.json"], Suite($"{Quick}, {Failing}, {Slow(rocl)}"));
        string[] limits = ["--slurm", "time=30", "--slurm", "notice=2m"];
        using var watching = rocl.Start([.. FarAway, .. limits]);
        var atOnce = 0;
        string[] ends = ["far/a/summary.json", "far/b/summary.json", "far/bad/failure.json"];
        SlurmCluster.Until(
            () =>
            {
                atOnce = Math.Max(atOnce, States(cluster).Split("|RUNNING|").Length - 1);
                return ends.All(end => File.Exists(rocl[end])) && Steps(rocl) > 5;
            },
            "three runs have ended, and one is at work"
        );
        Assert.That(atOnce, Is.InRange(1, 2));

        // Two minutes are left, so the warning comes at the next look of the controller.
        cluster.Client("scontrol", "update", "JobId=1", "TimeLimit=2");
        SlurmCluster.Until(() => States(cluster).Contains("1_3|PENDING"), "the task is queued again");
        var stopped = Steps(rocl);
        Assert.That(stopped, Is.GreaterThan(5).And.LessThan(SlowSteps), "it was stopped in the middle");
        cluster.Client("scontrol", "update", "JobId=1", "TimeLimit=30");
        File.WriteAllText(rocl[Gate], "");
        var far = Rocl.End(watching);
        Assert.That(far.Code, Is.EqualTo(4), far.ToString());
        Assert.That(far.Output, Does.Contain("bad failed: ROCL03"));
        Assert.That(File.ReadAllText(rocl["far/slow/log.jsonl"]), Does.Contain("Stopped by {Signal}"));

        File.WriteAllText(rocl["near.json"], Suite($"{Quick}, {Slow(rocl)}"));
        string[] plugin = ["--plugin", Places.TestPlugin("Faulty")];
        var here = rocl.Run(["run", "near.json", "--out", "here", "--device", "cpu", "--no-supervisor", .. plugin]);
        Assert.That(here.Code, Is.Zero, here.ToString());
        foreach (var row in new[] { "a", "b", "slow" })
            Assert.That(Weights(rocl, $"far/{row}"), Is.EqualTo(Weights(rocl, $"here/{row}")));
    }

    [Test, Explicit("A minute on two quiet cores.")]
    public void Eight_runs_give_the_table_of_this_machine_digit_for_digit()
    {
        using var cluster = SlurmCluster.Start(places: 2);
        using var rocl = On(cluster);
        File.WriteAllText(rocl["suite.json"], Suite(Quick, seeds: " \"seeds\": 4,"));
        var far = rocl.RunAlone("run", "suite.json", "--on", "slurm", "--out", "far", "--device", "cpu");
        Assert.That(far.Code, Is.Zero, far.ToString());
        SlurmCluster.Until(() => cluster.Client("squeue", "-h").Output.Length == 0, "the table's job has ended");
        var here = rocl.RunAlone("run", "suite.json", "--out", "here", "--device", "cpu");
        Assert.That(here.Code, Is.Zero, here.ToString());
        Assert.That(Figures(rocl, "far"), Is.EqualTo(Figures(rocl, "here")));
        Assert.That(File.ReadAllText(rocl["far/table.csv"]), Is.EqualTo(File.ReadAllText(rocl["here/table.csv"])));
        Assert.That(File.Exists(rocl["far/slurm/tables.log"]), "the job of the tables has run");
    }

    [Test]
    public void A_controller_that_dies_loses_nothing_and_a_cancelled_run_leaves_a_checkpoint()
    {
        using var cluster = SlurmCluster.Start(places: 1);
        using var rocl = On(cluster);
        File.WriteAllText(rocl["suite.json"], Suite(Slow(rocl)));
        var submitted = rocl.RunAlone([.. FarAway, "--detach"]);
        Assert.That(submitted.Code, Is.Zero, submitted.ToString());
        SlurmCluster.Until(() => Steps(rocl) > 5, "the run is at work");
        cluster.UntilSaved(job: 1);
        cluster.KillController();
        var refused = rocl.RunAlone("run", "far", "--on", "slurm", "--slurm", "patience=5s");
        Assert.That(refused.Code, Is.EqualTo(9), refused.ToString());
        Assert.That(refused.ErrorLines.Single(), Does.StartWith("error ROCL0904 "));
        cluster.RestartController();
        SlurmCluster.Until(() => States(cluster).Contains("RUNNING"), "the controller knows the task again");

        var cancelled = rocl.RunAlone("run", "far", "--on", "slurm", "--cancel");
        Assert.That(cancelled.Code, Is.Zero, cancelled.ToString());
        AssertStopped(rocl, cluster);
        var again = rocl.RunAlone("run", "far", "--on", "slurm", "--cancel");
        Assert.That(again.ErrorLines.Single(), Does.StartWith("error ROCL0909 far: "));
        var rejected = rocl.RunAlone("run", "far", "--on", "slurm", "--slurm", "partition=nowhere");
        Assert.That(rejected.ErrorLines.Last(), Does.StartWith("error ROCL0905 sbatch ").And.Contain("runs.sh"));
    }

    // With a checkpoint at a step at which none was due, and for good.
    private static void AssertStopped(Rocl rocl, SlurmCluster cluster)
    {
        SlurmCluster.Until(() => States(cluster).Length == 0, "the queue is empty");
        var run = new RunFolder(new DiskFiles(), rocl["far/slow"]);
        Assert.That(RunLock.Holder(run), Is.Null);
        Assert.That(File.ReadAllText(run.Log), Does.Contain("Stopped by {Signal}"));
        Assert.That(CheckpointStore.TrainedSteps(run), Is.GreaterThan(5).And.EqualTo(Steps(rocl)));
    }

    private static string[] FarAway =>
        [
            "run",
            "suite.json",
            "--on",
            "slurm",
            "--out",
            "far",
            "--device",
            "cpu",
            "--plugin",
            Places.TestPlugin("Faulty"),
        ];

    // A second a step until the gate is open; the bits are the same.
    private static string Slow(Rocl rocl) =>
        $$"""
            "slow": {
              "recipe": "demo-simclr",
              "set": {
                "train.epochs": 60, "checkpoints.every": "100 steps", "evaluate": [],
                "views.a.augment": [
                  "simclr", { "use": "faulty-augmentation", "kind": "waits", "after": 0, "repaired": "{{rocl[Gate]}}" }
                ]
              }
            }
            """;

    private static Rocl On(SlurmCluster cluster)
    {
        var rocl = new Rocl();
        rocl.Variables["SLURM_CONF"] = cluster.Configuration;
        return rocl;
    }

    private static string Suite(string rows, string seeds = "") =>
        $$"""
            {
              "suite": "small",{{seeds}}
              "set": {
                "images": { "train": 128, "test": 40 }, "train": { "epochs": 2, "batch": 32 }, "masking.images": 2,
                "checkpoints.every": "2 steps", "evaluate.0": { "epochs": 3, "batch": 20, "milestones": [2] },
                "evaluate.0.attack.iterations": 3, "evaluate.0.attack.relativeStep": 0.5
              },
              "rows": { {{rows}} },
              "slurm": { "time": "60", "poll": "1s", "atOnce": 2 }
            }
            """;

    private static long Steps(Rocl rocl) => Metrics.Read(new(new DiskFiles(), rocl["far/slow"])).LongCount();

    private static string Weights(Rocl rocl, string run) => (string)rocl.Json($"{run}/summary.json")["weights"]!;

    private static string States(SlurmCluster cluster) => cluster.Client("squeue", "-h", "-r", "-o", "%i|%T|%r").Output;

    // Seconds and memory are those of a run, and no two are alike.
    private static string Figures(Rocl rocl, string folder) =>
        string.Join('\n', rocl.Json($"{folder}/table.json")["rows"]!.AsArray().Select(row => $"{row!["figures"]}"));
}
