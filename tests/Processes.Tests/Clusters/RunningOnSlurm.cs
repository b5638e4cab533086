using Processes.Tests.Runs;
using RoCL.Runs.Files;
using RoCL.Runs.Journal;

namespace Processes.Tests.Clusters;

/// <summary>A suite on a real Slurm cluster of one node.</summary>
[Category("Slurm"), Platform("Linux"), NonParallelizable]
public sealed class RunningOnSlurm
{
    private const string Rows = """
        "a": "demo-simclr",
        "b": { "recipe": "demo-simclr", "set": { "optimizer.lr": 0.05 } },
        "bad": { "recipe": "demo-simclr", "set": { "optimizer.lr": 1e6, "train.epochs": 20 } },
        "c": { "recipe": "demo-simclr", "set": { "optimizer.lr": 0.02 } }
        """;

    // About two minutes on two quiet cores: longer than the controller takes to look.
    private const string Long = """
        "a": { "recipe": "demo-simclr", "set": { "train.epochs": 1000, "checkpoints.every": "100 steps" } }
        """;

    [Test, Explicit("Half a minute on two quiet cores.")]
    public void Four_runs_two_at_a_time_give_the_table_of_this_machine_and_one_that_fails_is_named()
    {
        using var cluster = SlurmCluster.Start(places: 2);
        using var rocl = On(cluster);
        File.WriteAllText(rocl["suite.json"], Suite(Rows));
        var far = rocl.RunAlone("run", "suite.json", "--on", "slurm", "--out", "far", "--device", "cpu");
        Assert.That(far.Code, Is.EqualTo(4), far.ToString());
        Assert.That(far.Output, Does.Contain("bad failed: ROCL03"));
        SlurmCluster.Until(() => cluster.Client("squeue", "-h").Output.Length == 0, "the table's job has ended");
        var here = rocl.RunAlone("run", "suite.json", "--out", "here", "--device", "cpu");
        Assert.That(here.Code, Is.EqualTo(4), here.ToString());
        foreach (var row in new[] { "a", "b", "c" })
        {
            Assert.That(
                (string)rocl.Json($"far/{row}/summary.json")["weights"]!,
                Is.EqualTo((string)rocl.Json($"here/{row}/summary.json")["weights"]!)
            );
        }

        Assert.That(Figures(rocl, "far"), Is.EqualTo(Figures(rocl, "here")));
        Assert.That(File.Exists(rocl["far/slurm/tables.log"]), "the job of the tables has run");
    }

    [Test, Explicit("A minute on two quiet cores.")]
    public void Eight_runs_give_the_table_of_this_machine_digit_for_digit()
    {
        using var cluster = SlurmCluster.Start(places: 2);
        using var rocl = On(cluster);
        var rows = Rows.Replace("1e6", "0.01", StringComparison.Ordinal).Replace("20", "3", StringComparison.Ordinal);
        File.WriteAllText(rocl["suite.json"], Suite(rows, seeds: " \"seeds\": 2,"));
        var far = rocl.RunAlone("run", "suite.json", "--on", "slurm", "--out", "far", "--device", "cpu");
        Assert.That(far.Code, Is.Zero, far.ToString());
        SlurmCluster.Until(() => cluster.Client("squeue", "-h").Output.Length == 0, "the table's job has ended");
        var here = rocl.RunAlone("run", "suite.json", "--out", "here", "--device", "cpu");
        Assert.That(here.Code, Is.Zero, here.ToString());
        Assert.That(Figures(rocl, "far"), Is.EqualTo(Figures(rocl, "here")));
        Assert.That(File.ReadAllText(rocl["far/table.csv"]), Is.EqualTo(File.ReadAllText(rocl["here/table.csv"])));
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
        Assert.That(File.ReadAllText(rocl["far/a/log.jsonl"]), Does.Contain("Stopped by {Signal}"));
        Assert.That(
            (string)rocl.Json("far/a/summary.json")["weights"]!,
            Is.EqualTo((string)rocl.Json("here/a/summary.json")["weights"]!)
        );
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
        cluster.KillController();
        var refused = rocl.RunAlone("run", "far", "--on", "slurm", "--slurm", "patience=15s");
        Assert.That(refused.Code, Is.EqualTo(9), refused.ToString());
        Assert.That(refused.ErrorLines.Single(), Does.StartWith("error ROCL0904 "));
        cluster.RestartController();
        SlurmCluster.Until(() => States(cluster).Contains("RUNNING"), "the controller knows the task again");

        var cancelled = rocl.RunAlone("run", "far", "--on", "slurm", "--cancel");
        Assert.That(cancelled.Code, Is.Zero, cancelled.ToString());
        SlurmCluster.Until(() => States(cluster).Length == 0, "the queue is empty");
        SlurmCluster.Until(
            () => File.ReadAllText(rocl["far/a/log.jsonl"]).Contains("Stopped by {Signal}", StringComparison.Ordinal),
            "the run has stopped"
        );
        Assert.That(Directory.GetDirectories(rocl["far/a/checkpoints"]), Is.Not.Empty);
        var again = rocl.RunAlone("run", "far", "--on", "slurm", "--cancel");
        Assert.That(again.ErrorLines.Single(), Does.StartWith("error ROCL0909 far: "));
        var rejected = rocl.RunAlone("run", "far", "--on", "slurm", "--slurm", "partition=nowhere");
        Assert.That(rejected.ErrorLines.Last(), Does.StartWith("error ROCL0905 sbatch ").And.Contain("runs.sh"));
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
              "slurm": { "time": "5", "poll": "1s", "atOnce": 2 }
            }
            """;

    private static long Steps(Rocl rocl) => Metrics.Read(new(new DiskFiles(), rocl["far/a"])).LongCount();

    private static string States(SlurmCluster cluster) => cluster.Client("squeue", "-h", "-r", "-o", "%i|%T|%r").Output;

    // Seconds and memory are those of a run, and no two are alike.
    private static string Figures(Rocl rocl, string folder) =>
        string.Join('\n', rocl.Json($"{folder}/table.json")["rows"]!.AsArray().Select(row => $"{row!["figures"]}"));
}
