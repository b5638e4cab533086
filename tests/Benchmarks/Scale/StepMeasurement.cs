using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Tables.Scale;

namespace Benchmarks.Scale;

/// <summary>
/// Measures steps of the recipe <c>rocl</c> over 1, 2 and 3 ranks of one thread each on this
/// machine, and prints what <c>measured.json</c> keeps. Nothing else should be at work.
/// </summary>
internal static class StepMeasurement
{
    /// <summary>The argument that asks for it.</summary>
    public const string Argument = "--measure-steps";

    // The first ones load and compile.
    private const int Unmeasured = 2;
    private const int Steps = Unmeasured + 4;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    // A rank alone with a part of the images says what does not shrink with its share.
    private static readonly ImmutableArray<MeasuredSteps> Planned =
    [
        new(8, 1, []),
        new(12, 1, []),
        new(24, 1, []),
        new(24, 2, []),
        new(24, 3, []),
    ];

    /// <summary>Measures.</summary>
    public static int Run()
    {
        var runs = Planned.Select(Measured);
        var machine = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}";
        var command = $"dotnet run --project tests/Benchmarks -c Release -- {ScaleCommand.Name} {Argument}";
        Console.Write(new MeasuredScale(machine, $"{DateTime.Today:yyyy-MM-dd}", command, [.. runs]).ToText());
        return 0;
    }

    private static MeasuredSteps Measured(MeasuredSteps run)
    {
        var folder = Directory.CreateTempSubdirectory("rocl-scale-");
        try
        {
            var ends = EndsOfSteps(Path.Combine(folder.FullName, "run"), run.Batch, run.Ranks);
            var seconds = ends.Zip(ends.Skip(1), (begin, end) => Stopwatch.GetElapsedTime(begin, end).TotalSeconds);
            return run with { Seconds = [.. seconds.Skip(Unmeasured - 1).Select(step => Math.Round(step, 3))] };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A line is written at the end of each step.
    private static List<long> EndsOfSteps(string run, int batch, int ranks)
    {
        using var process = Process.Start(Command(run, batch, ranks))!;
        var ends = new List<long>();
        while (!process.WaitForExit(Interval))
        {
            var lines = Lines(Path.Combine(run, "metrics.jsonl"));
            while (ends.Count < lines)
                ends.Add(Stopwatch.GetTimestamp());
        }
        if (process.ExitCode != 0 || ends.Count != Steps)
            throw new InvalidOperationException($"{ranks} ranks took {ends.Count} steps, exit {process.ExitCode}");
        return ends;
    }

    private static int Lines(string file)
    {
        if (!File.Exists(file))
            return 0;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Count(letter => letter == '\n');
    }

    private static ProcessStartInfo Command(string run, int batch, int ranks)
    {
        var words = string.Create(
                CultureInfo.InvariantCulture,
                $"run rocl --out {run} --device cpu --set train.epochs=1 --set train.batch={batch} "
                    + $"--set learningRate.warmup=0 --set evaluate=[] "
                    + $"--set images.train={batch * Steps} --set images.test=20"
            )
            .Split(' ');
        var program = Path.Combine(BuiltHost.Folder, "rocl");
        string[] alone = ["--no-supervisor"];
        string[] together = ["-n", $"{ranks}", "--oversubscribe", "--mca", "mpi_yield_when_idle", "1", program];
        var start =
            ranks == 1
                ? new ProcessStartInfo(program, [.. words, .. alone])
                : new ProcessStartInfo("mpirun", [.. together, .. words, "--ranks", "mpi"]);
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.RedirectStandardOutput = true;
        return start;
    }
}
