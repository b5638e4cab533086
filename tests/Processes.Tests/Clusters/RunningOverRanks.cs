using Processes.Tests.Runs;
using RoCL.Runs.Files;
using RoCL.Runs.Journal;
using RoCL.Runs.Recovery;
using Shared.Plugins;
using Shared.Runs;

namespace Processes.Tests.Clusters;

/// <summary>One run by two processes that Open MPI connects.</summary>
[Category("Mpi"), Platform("Linux"), NonParallelizable]
public sealed class RunningOverRanks
{
    private const double Digits = 1e-4;

    private static readonly string[] Two =
    [
        "--ranks",
        "mpi",
        "--world",
        "2",
        "--launcher",
        "mpirun --oversubscribe --mca mpi_yield_when_idle 1",
    ];

    [OneTimeSetUp]
    public void Needs_open_mpi()
    {
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "mpirun"))))
            Assert.Ignore("Open MPI is not installed on this machine: there is no mpirun.");
    }

    [Test]
    public void A_step_that_throws_and_a_rank_that_is_killed_change_no_bit_and_two_ranks_train_as_one_process()
    {
        using var rocl = On();
        var whole = rocl.RunAlone([.. Command("whole"), .. Two]);
        Assert.That(whole.Code, Is.Zero, whole.ToString());
        Assert.That(whole.Error + whole.Output, Does.Not.Contain('\u001b'), "control codes");

        using var cut = rocl.Start([.. Command("cut"), .. Two, .. RankFaults.ThrownUntil(rocl["repaired"])]);
        RankFaults.RepairOnceThrown(rocl["cut"], rocl["repaired"]);
        RankProcesses.KillSecond(rocl["cut"]);
        var ended = Rocl.End(cut);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Error, Does.Contain("warning rank 0 failed (ROCL0300 ").And.Not.Contain("error "));
        Assert.That(Directory.EnumerateDirectories(rocl["cut"], "failed-step-*"), Is.Empty);
        Assert.That(Weights(rocl, "cut"), Is.EqualTo(Weights(rocl, "whole")));
        Assert.That(
            File.ReadAllText(rocl["cut/metrics.jsonl"]),
            Is.EqualTo(File.ReadAllText(rocl["whole/metrics.jsonl"]))
        );
        Assert.That(WorkerDeaths.In(new(new DiskFiles(), rocl["cut"])), Has.Length.EqualTo(2));

        var one = rocl.Run([.. Command("one"), "--no-supervisor"]);
        Assert.That(one.Code, Is.Zero, one.ToString());
        Assert.That(Losses(rocl, "whole"), Is.EqualTo(Losses(rocl, "one")).Within(Digits));

        var other = rocl.Run(["run", "whole", "--no-supervisor", .. Plugins]);
        Assert.That(other.Code, Is.Zero, "what has finished needs no ranks");
    }

    [Test, Explicit("Three starts of the ranks; a single process is given up alike by an ordinary test.")]
    public void A_step_that_always_throws_on_the_ranks_is_given_up_and_kept_to_be_taken_again()
    {
        using var rocl = On();
        string[] always = ["--set", "loss.0.kind=throws", "--set", "loss.0.after=0"];
        var ended = rocl.RunAlone([.. Command("cut"), .. Two, .. always]);
        Assert.That(ended.Code, Is.EqualTo(6), ended.ToString());
        Assert.That(
            ended.ErrorLines.Count(line => line.StartsWith("error ROCL0607 ", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
        Assert.That(Directory.Exists(rocl["cut/failed-step-00000000"]), ended.ToString());
        Assert.That(rocl.Json("cut/failure.json")["code"]!.GetValue<string>(), Is.EqualTo("ROCL0607"));
    }

    private static string[] Plugins => ["--device", "cpu", "--plugin", Places.TestPlugin("Faulty")];

    private static string[] Command(string root) =>
        [
            "run",
            "faulty.json",
            "--out",
            root,
            .. Plugins,
            "--set",
            "evaluate=[]",
            "--set",
            "train.epochs=10",
            "--set",
            "checkpoints={\"every\":\"5 steps\",\"keep\":2}",
        ];

    private static Rocl On()
    {
        var rocl = new Rocl();
        rocl.Variables["OMPI_ALLOW_RUN_AS_ROOT"] = "1";
        rocl.Variables["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1";
        File.WriteAllText(rocl["faulty.json"], FaultyRun.Recipe);
        return rocl;
    }

    private static string Weights(Rocl rocl, string run) => (string)rocl.Json($"{run}/summary.json")["weights"]!;

    private static double[] Losses(Rocl rocl, string run) =>
        [.. Metrics.Read(new(new DiskFiles(), rocl[run])).Take(3).Select(metric => metric.Loss!.Value)];
}
