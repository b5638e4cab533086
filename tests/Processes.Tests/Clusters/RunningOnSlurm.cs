using Processes.Tests.Runs;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;

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

    // About two minutes on two quiet cores: longer than the controller takes to look.
    private const string Long = """
        "long": { "recipe": "demo-simclr", "set": { "train.epochs": 1000, "checkpoints.every": "100 steps" } }
        """;

    [Test, Explicit("Half a minute on two quiet cores.")]
    public void Of_four_runs_two_at_a_time_one_fails_and_one_is_cancelled_with_a_checkpoint()
    {
        using var cluster = SlurmCluster.Start(places: 2);
        using var rocl = On(cluster);
        File.WriteAllText(rocl["suite.json"], Suite($"{Quick}, {Failing}, {Long}"));
        using var watching = rocl.Start("run", "suite.json", "--on", "slurm", "--out", "far", "--device", "cpu");
        string[] ends = ["far/a/summary.json", "far/b/summary.json", "far/bad/failure.json"];
        SlurmCluster.Until(() => ends.All(end => File.Exists(rocl[end])) && Steps(rocl) > 5, "three runs have ended");
        var cancelled = rocl.RunAlone("run", "far", "--on", "slurm", "--cancel");
        Assert.That(cancelled.Code, Is.Zero, cancelled.ToString());
        var far = Rocl.End(watching);
        Assert.That(far.Code, Is.EqualTo(4), far.ToString());
        Assert.That(far.Output, Does.Contain("bad failed: ROCL03"));
        Assert.That(far.Error, Does.Contain("error ROCL0912 far: ").And.Contain("not submitted again: long."));
        AssertStopped(rocl, cluster);

        using var near = new Rocl();
        File.WriteAllText(near["suite.json"], Suite(Quick));
        var here = near.Run("run", "suite.json", "--out", "here", "--device", "cpu", "--no-supervisor");
        Assert.That(here.Code, Is.Zero, here.ToString());
        foreach (var row in new[] { "a", "b" })
            Assert.That(Weights(rocl, $"far/{row}"), Is.EqualTo(Weights(near, $"here/{row}")));
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

    [Test, Explicit("Five minutes: the controller looks at time limits twice a minute.")]
    public void At_its_time_limit_a_run_is_queued_again_and_ends_at_the_same_bits()
    {
        using var cluster = SlurmCluster.Start(places: 1);
        using var rocl = On(cluster);
        File.WriteAllText(rocl["suite.json"], Suite(Long));
        string[] command = ["run", "suite.json", "--on", "slurm", "--out", "far", "--device", "cpu"];
        using var watching = rocl.Start([.. command, "--slurm", "time=30", "--slurm", "notice=2m"]);
        SlurmCluster.Until(() => Steps(rocl) > 20, "the run is at work");
        // Two minutes are left, so the warning comes at the next look of the controller.
        cluster.Client("scontrol", "update", "JobId=1", "TimeLimit=2");
        SlurmCluster.Until(() => States(cluster).Contains("1_0|PENDING"), "the task is queued again");
        Assert.That(Steps(rocl), Is.GreaterThan(20).And.LessThan(4_000), "it was stopped in the middle");
        cluster.Client("scontrol", "update", "JobId=1", "TimeLimit=30");
        var ended = Rocl.End(watching);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(rocl.RunAlone("run", "suite.json", "--out", "here", "--device", "cpu").Code, Is.Zero);
        Assert.That(File.ReadAllText(rocl["far/long/log.jsonl"]), Does.Contain("Stopped by {Signal}"));
        Assert.That(Weights(rocl, "far/long"), Is.EqualTo(Weights(rocl, "here/long")));
    }

    [Test, Explicit("Half a minute on two quiet cores.")]
    public void A_controller_that_dies_loses_nothing_and_a_cancelled_run_leaves_a_checkpoint()
    {
        using var cluster = SlurmCluster.Start(places: 1);
        using var rocl = On(cluster);
        File.WriteAllText(rocl["suite.json"], Suite(Long));
        var submitted = rocl.RunAlone(
            "run",
            "suite.json",
            "--on",
            "slurm",
            "--out",
            "far",
            "--device",
            "cpu",
            "--detach"
        );
        Assert.That(submitted.Code, Is.Zero, submitted.ToString());
        SlurmCluster.Until(() => Steps(rocl) > 5, "the run is at work");
        cluster.UntilSaved(job: 1);
        cluster.KillController();
        var refused = rocl.RunAlone("run", "far", "--on", "slurm", "--slurm", "patience=15s");
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
        var run = new RunFolder(new DiskFiles(), rocl["far/long"]);
        Assert.That(RunLock.Holder(run), Is.Null);
        Assert.That(File.ReadAllText(run.Log), Does.Contain("Stopped by {Signal}"));
        Assert.That(CheckpointStore.TrainedSteps(run), Is.GreaterThan(5).And.EqualTo(Steps(rocl)));
    }

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

    private static long Steps(Rocl rocl) => Metrics.Read(new(new DiskFiles(), rocl["far/long"])).LongCount();

    private static string Weights(Rocl rocl, string run) => (string)rocl.Json($"{run}/summary.json")["weights"]!;

    private static string States(SlurmCluster cluster) => cluster.Client("squeue", "-h", "-r", "-o", "%i|%T|%r").Output;

    // Seconds and memory are those of a run, and no two are alike.
    private static string Figures(Rocl rocl, string folder) =>
        string.Join('\n', rocl.Json($"{folder}/table.json")["rows"]!.AsArray().Select(row => $"{row!["figures"]}"));
}
