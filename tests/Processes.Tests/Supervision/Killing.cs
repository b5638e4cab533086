using System.Diagnostics;
using System.Globalization;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace Processes.Tests.Supervision;

/// <summary><c>kill -9</c>, of workers and of supervisors, at any moment.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class Killing
{
    private static int Seed =>
        int.TryParse(Environment.GetEnvironmentVariable("ROCL_KILL_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : 1;

    // A worker takes a second or two of arithmetic to begin: thirty of them are a tenth of all
    // tests' time.
    [TestCase(3)]
    [TestCase(30, Explicit = true, Reason = "a minute and a half")]
    public async Task A_worker_killed_at_so_many_random_moments_leaves_the_bits_as_they_would_have_been(int kills)
    {
        TestContext.Out.WriteLine($"ROCL_KILL_SEED={Seed}");
        using var watched = new Watched();
        string[] settings = ["train.epochs=150", "checkpoints={\"every\":\"7 steps\",\"keep\":2}"];
        Assert.That(watched.Run("whole", watched.Command("whole", settings)).Code, Is.Zero);

        var run = new RunFolder(new DiskFiles(), watched.Rocl["cut"]);
        var supervised = Task.Run(() => watched.Run("cut", watched.Command("cut", settings)));
        var killed = await KillAll(run, kills, new Random(Seed), supervised);
        var (code, errors) = await supervised;
        Assert.That((code, killed), Is.EqualTo((0, kills)), string.Join('\n', errors));
        Assert.That(watched.Bits("cut"), Is.EqualTo(watched.Bits("whole")));
        Assert.That(
            watched.Deaths("cut").Select(death => death.How),
            Is.Not.Empty.And.All.EqualTo("was killed (SIGKILL)").Or.EqualTo("ended itself with exit code -1")
        );
        TestContext.Out.WriteLine(
            $"{killed} kills, at steps {string.Join(' ', watched.Deaths("cut").Select(death => death.Step))}"
        );
    }

    // As soon as a worker has got on since the last kill, or with one chance in four before that:
    // three times in a row would be the end.
    private static async Task<int> KillAll(RunFolder run, int wanted, Random random, Task ended)
    {
        var kills = 0;
        var last = 0;
        var reached = -1L;
        var early = false;
        while (kills < wanted && !ended.IsCompleted)
        {
            await Task.Delay(20);
            if (RunLock.LastOwner(run) is not { Process: var worker } || worker == last)
                continue;
            early = !early && random.Next(4) == 0;
            while (!early && !ended.IsCompleted && Reached(run) <= reached)
                await Task.Delay(20);
            await Task.Delay(random.Next(early ? 600 : 40));
            if (ended.IsCompleted)
                break;
            using (var process = Process.GetProcessById(worker))
                process.Kill();
            kills = kills + 1;
            last = worker;
            reached = Math.Max(reached, Reached(run));
        }
        return kills;
    }

    // By the count of lines: this is asked often, beside what it asks about.
    private static long Reached(RunFolder run) =>
        File.Exists(run.Metrics) ? File.ReadLines(run.Metrics).LongCount() - 1 : -1;

    [Test, Platform("Linux")]
    public void A_supervisor_that_is_killed_takes_its_worker_along_without_a_loss_and_the_next_one_goes_on()
    {
        using var watched = new Watched();
        var rocl = watched.Rocl;
        var run = new RunFolder(new DiskFiles(), watched.Rocl["cut"]);
        string[] settings = ["train.epochs=100", "checkpoints.every=\"500 steps\""];
        Assert.That(watched.Run("whole", watched.Command("whole", settings)).Code, Is.Zero);

        using var supervisor = rocl.Start(watched.Command("cut", settings));
        while (Reached(run) < 20)
            Thread.Sleep(20);
        var status = File.ReadAllLines($"/proc/{supervisor.Id}/status")
            .First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        Assert.That(
            long.Parse(string.Concat(status.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture),
            Is.LessThan(60 << 10),
            "KiB"
        );
        Assert.That(
            File.ReadAllText($"/proc/{supervisor.Id}/maps"),
            Does.Not.Contain("orch"),
            "neither libtorch nor TorchSharp"
        );
        supervisor.Kill();
        while (RunLock.Holder(run) is not null)
            Thread.Sleep(20);
        Assert.That(
            CheckpointStore.TrainedSteps(run),
            Is.EqualTo(Reached(run) + 1).And.LessThan(400),
            "its worker wrote a checkpoint and stopped"
        );
        Assert.That(rocl.Run(watched.Again("cut")).Code, Is.Zero);
        Assert.That(watched.Bits("cut"), Is.EqualTo(watched.Bits("whole")));
    }
}
