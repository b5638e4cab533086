using System.Diagnostics;
using System.Globalization;
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
        KillSecondRank(rocl["cut"]);
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

    // The launcher starts both with the same command line, and says which is which in their
    // environment.
    private static void KillSecondRank(string run)
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromMinutes(1))
        {
            Thread.Sleep(20);
            var hasCheckpoint =
                Directory.Exists($"{run}/checkpoints") && Directory.EnumerateDirectories($"{run}/checkpoints").Any();
            if (!hasCheckpoint || RankOne(run) is not { } process)
                continue;
            using var killed = Process.GetProcessById(process);
            killed.Kill();
            return;
        }
        Assert.Fail("The second rank did not come to a checkpoint.");
    }

    private static int? RankOne(string run)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process))
                continue;
            if (IsRankOne(folder, Path.GetDirectoryName(run)!))
                return process;
        }
        return null;
    }

    private static bool IsRankOne(string process, string folder)
    {
        try
        {
            return File.ReadAllText($"{process}/environ").Contains("OMPI_COMM_WORLD_RANK=1\0")
                && File.ResolveLinkTarget($"{process}/cwd", returnFinalTarget: true)?.FullName == folder;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
