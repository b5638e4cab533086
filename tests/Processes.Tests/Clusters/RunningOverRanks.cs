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
    public void A_rank_that_is_killed_changes_no_bit_and_two_ranks_train_as_one_process()
    {
        using var rocl = On();
        var whole = rocl.RunAlone([.. Command("whole"), .. Two]);
        Assert.That(whole.Code, Is.Zero, whole.ToString());
        Assert.That(whole.Error + whole.Output, Does.Not.Contain('\u001b'), "control codes");

        using var cut = rocl.Start([.. Command("cut"), .. Two]);
        RankProcesses.KillSecond(rocl["cut"]);
        var ended = Rocl.End(cut);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(Weights(rocl, "cut"), Is.EqualTo(Weights(rocl, "whole")));
        Assert.That(
            File.ReadAllText(rocl["cut/metrics.jsonl"]),
            Is.EqualTo(File.ReadAllText(rocl["whole/metrics.jsonl"]))
        );
        Assert.That(WorkerDeaths.In(new(new DiskFiles(), rocl["cut"])), Has.Length.EqualTo(1));

        var one = rocl.Run([.. Command("one"), "--no-supervisor"]);
        Assert.That(one.Code, Is.Zero, one.ToString());
        Assert.That(Losses(rocl, "whole"), Is.EqualTo(Losses(rocl, "one")).Within(Digits));

        var other = rocl.Run(["run", "whole", "--no-supervisor", .. Plugins]);
        Assert.That(other.Code, Is.Zero, "what has finished needs no ranks");
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
