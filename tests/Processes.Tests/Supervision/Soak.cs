using System.Diagnostics;
using System.Globalization;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Results;

namespace Processes.Tests.Supervision;

/// <summary>
/// Runs that meet one fault after the other, for an hour: none is lost, and each ends at the bits
/// of an undisturbed one.
/// </summary>
public sealed class Soak
{
    // A moment's bad luck may strike one step three times: the program then stops, and a person who
    // finds no fault goes on.
    private const int Hopeless = 200;

    private static readonly string[] Ways =
    [
        "fails fast",
        "overflows",
        "aborts",
        "exits",
        "exits natively",
        "throws on a thread",
    ];
    private static readonly string[] Settings = ["train.epochs=60", "checkpoints={\"every\":\"5 steps\",\"keep\":3}"];

    private readonly Dictionary<string, int> _met = [];
    private string _said = "";

    private static double Read(string variable, double otherwise) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var given)
            ? given
            : otherwise;

    [Test, Explicit("an hour, or ROCL_SOAK_MINUTES"), Platform("Linux")]
    public void An_hour_of_random_faults_loses_nothing()
    {
        var seed = (int)Read("ROCL_SOAK_SEED", Environment.TickCount);
        var minutes = Read("ROCL_SOAK_MINUTES", 60);
        TestContext.Progress.WriteLine($"ROCL_SOAK_SEED={seed} ROCL_SOAK_MINUTES={minutes}");
        using var watched = new Watched();
        Assert.That(watched.Run("whole", watched.Command("whole", [.. Settings, Attack([])])).Code, Is.Zero);
        var whole = watched.Bits("whole");
        var random = new Random(seed);
        var began = Stopwatch.GetTimestamp();
        var runs = 0;
        for (; Stopwatch.GetElapsedTime(began).TotalMinutes < minutes; runs++)
        {
            var root = Disturbed(watched, $"run-{runs}", new Random(random.Next()));
            Assert.That(watched.Bits(root), Is.EqualTo(whole), $"{root}, run {runs} of seed {seed}");
            Directory.Delete(watched.Rocl[root], recursive: true);
            if (runs % 10 == 9)
                TestContext.Progress.WriteLine(Figures(runs + 1, began));
        }
        TestContext.Progress.WriteLine($"{Figures(runs, began)}; runs lost: 0; wrong weights: 0");
    }

    // The folder that the run has ended in.
    private string Disturbed(Watched watched, string root, Random random)
    {
        File.Delete(watched.Rocl["deaths"]);
        var ways = Enumerable.Range(0, random.Next(4)).Select(_ => Ways[random.Next(Ways.Length)]);
        string[] command = watched.Command(root, [.. Settings, Attack(ways)]);
        for (var times = 0; SummaryFile.Read(new(new DiskFiles(), watched.Rocl[root])) is null; times++)
        {
            if (times == Hopeless)
            {
                var left = Directory.EnumerateFileSystemEntries(watched.Rocl[root], "*", SearchOption.AllDirectories);
                Assert.Fail($"{root} does not come to its end: {_said}\n{string.Join('\n', left)}");
            }

            using (var process = watched.Rocl.Start(RunFolder.Is(watched.Rocl[root]) ? watched.Again(root) : command))
                Strike(process, watched, root, random);
            while (RunLock.Holder(new(new DiskFiles(), watched.Rocl[root])) is not null)
                Thread.Sleep(20);
            if (
                RunFolder.Is(watched.Rocl[root])
                && SummaryFile.Read(new(new DiskFiles(), watched.Rocl[root])) is null
                && random.Next(3) == 0
            )
            {
                root = Between(watched, root, random);
            }
        }
        return root;
    }

    private void Strike(Process supervisor, Watched watched, string root, Random random)
    {
        var output = supervisor.StandardOutput.ReadToEndAsync();
        var error = supervisor.StandardError.ReadToEndAsync();
        var run = new RunFolder(new DiskFiles(), watched.Rocl[root]);
        for (var struck = false; !struck && !supervisor.WaitForExit(random.Next(500, 6000)); )
        {
            var what = random.Next(6);
            struck = what >= 3;
            if (struck)
                Send(new[] { "KILL", "TERM", "INT" }[what - 3], supervisor.Id, "supervisors");
            else if (RunLock.LastOwner(run) is { } worker)
                Send("KILL", worker.Process, "workers");
        }
        supervisor.WaitForExit();
        Task.WaitAll(output, error);
        _said = $"exit {supervisor.ExitCode}\n{output.Result}{error.Result}";
        foreach (
            var line in error.Result.Split('\n').Where(line => line.StartsWith("error ", StringComparison.Ordinal))
        )
        {
            Assert.That(line, Does.Match("^error ROCL(0370|0371|0605|0608|0611) "), line);
        }

        foreach (
            var _ in error
                .Result.Split('\n')
                .Where(line =>
                    line.Contains("DiesOnCue/dies-on-cue", StringComparison.Ordinal)
                    && line.StartsWith("warning ", StringComparison.Ordinal)
                )
        )
        {
            Met("deaths by the plugin");
        }
    }

    // What may come to files that nobody is at work on. A whole checkpoint stays, so that there is
    // something to go on from.
    private string Between(Watched watched, string root, Random random)
    {
        var run = new RunFolder(new DiskFiles(), watched.Rocl[root]);
        var sound = new CheckpointStore(run, _ => { })
            .Verify()
            .Where(checkpoint => checkpoint.Problems.IsEmpty)
            .Select(checkpoint => checkpoint.Folder)
            .ToList();
        if (random.Next(3) == 0)
        {
            Directory.Move(run.Root, run.Root + "m");
            Met("folders moved");
            return root + "m";
        }
        if (random.Next(2) == 0 && File.Exists(run.Metrics))
        {
            File.AppendAllText(run.Metrics, "{\"step\":1,\"ep");
            Met("lines torn");
        }
        if (sound.Count < 2)
            return root;
        var files = Directory.GetFiles(sound[0]);
        using var file = File.Open(files[random.Next(files.Length)], FileMode.Open, FileAccess.ReadWrite);
        if (random.Next(4) == 0)
        {
            file.SetLength(random.NextInt64(file.Length));
            Met("files cut");
            return root;
        }
        var at = random.NextInt64(file.Length);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ (1 << random.Next(8))));
        Met("bytes flipped");
        return root;
    }

    private static string Attack(IEnumerable<string> ways)
    {
        var quoted = string.Join(",", ways.Select(way => $"\"{way}\""));
        return "views.adv.attack={\"use\":\"dies-on-cue\",\"marker\":\"deaths\",\"call\":9," + $"\"ways\":[{quoted}]}}";
    }

    // One that has just ended is not counted.
    private void Send(string signal, int process, string whose)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("kill", [$"-{signal}", $"{process}"]) { RedirectStandardError = true }
        )!;
        kill.WaitForExit();
        if (kill.ExitCode == 0)
            Met($"SIG{signal} of {whose}");
    }

    private void Met(string what) => _met[what] = _met.GetValueOrDefault(what) + 1;

    private string Figures(int runs, long began)
    {
        var minutes = Stopwatch.GetElapsedTime(began).TotalMinutes;
        var met = string.Join(", ", _met.OrderBy(met => met.Key).Select(met => $"{met.Key}: {met.Value}"));
        return string.Create(CultureInfo.InvariantCulture, $"{minutes:0} minutes, {runs} runs; {met}");
    }
}
