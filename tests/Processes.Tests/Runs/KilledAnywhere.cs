using System.Diagnostics;
using RoCL.Runs.Folders;
using Shared.Runs;
using Shared.Toys;

namespace Processes.Tests.Runs;

/// <summary>The process that trains is a real one, and is really killed.</summary>
public sealed class KilledAnywhere
{
    /// <summary>
    /// What makes this a process that trains and dies: the folder, which operation, and whether of
    /// those that append.
    /// </summary>
    public const string Dying = "--dying";

    private string _root = "";
    private int _runs;

    [SetUp]
    public void OpenAFolder() => _root = Directory.CreateTempSubdirectory("rocl-killed-").FullName;

    [TearDown]
    public void Leave() => Directory.Delete(_root, recursive: true);

    [Test]
    public void The_process_is_killed_at_every_operation_and_nothing_is_lost([Values] bool appended)
    {
        using var box = new Toybox([.. ToyRun.Plain, .. ToyRun.Short]);
        var counted = new FaultyFiles(appended: appended);
        var whole = NewRun();
        var expected = ToyRun.Train(box, whole with { Files = counted });
        var runs = Enumerable.Range(1, counted.Count).Select(n => (n, Run: NewRun())).ToList();
        Parallel.ForEach(
            runs,
            new ParallelOptions { MaxDegreeOfParallelism = 3 },
            cut =>
            {
                string[] dying = [Dying, cut.Run.Root, $"{cut.n}", $"{appended}"];
                using var process = Process.Start(
                    new ProcessStartInfo(
                        Environment.ProcessPath!,
                        ["exec", typeof(KilledAnywhere).Assembly.Location, .. dying]
                    )
                )!;
                process.WaitForExit();
                Assert.That(
                    process.ExitCode,
                    Is.EqualTo(OperatingSystem.IsWindows() ? -1 : 128 + 9),
                    $"operation {cut.n} of {counted.Count}"
                );
            }
        );
        foreach (var (n, run) in runs)
        {
            var where = $"killed at operation {n} of {counted.Count}";
            Assert.That(ToyRun.Train(box, run), Is.EqualTo(expected), where);
            ToyRun.EndedAlike(run, whole, where);
        }
        TestContext.Out.WriteLine($"N = {counted.Count} operations, a process killed at each");
    }

    /// <summary>What such a process does; it does not come to its end.</summary>
    public static void Die(string root, int operation, bool appended)
    {
        using var box = new Toybox([.. ToyRun.Plain, .. ToyRun.Short]);
        ToyRun.Train(box, new(new FaultyFiles(Failing.Killed, operation, appended), root));
    }

    private RunFolder NewRun() =>
        new(new FaultyFiles(), Directory.CreateDirectory(Path.Combine(_root, $"{_runs++}")).FullName);
}
