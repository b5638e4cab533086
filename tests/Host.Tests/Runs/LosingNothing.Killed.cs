using System.Diagnostics;
using Core.Tests.Training;

namespace Host.Tests.Runs;

// The process that trains is a real one, and is really killed.
public sealed partial class LosingNothing
{
    /// <summary>
    /// What makes this a process that trains and dies: the folder, which operation, and whether of
    /// those that append.
    /// </summary>
    public const string Dying = "--dying";

    [Test]
    public void The_process_is_killed_at_every_operation_and_nothing_is_lost([Values] bool appended)
    {
        using var box = new Toybox([.. Plain, .. Short]);
        var (counted, whole) = (new FaultyFiles(appended: appended), NewRun());
        var expected = Train(box, whole, counted);
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
                        ["exec", typeof(LosingNothing).Assembly.Location, .. dying]
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
            Assert.That(Train(box, run, new FaultyFiles()), Is.EqualTo(expected), where);
            EndedAlike(run, whole, where);
        }
        TestContext.Out.WriteLine($"N = {counted.Count} operations, a process killed at each");
    }

    /// <summary>What such a process does; it does not come to its end.</summary>
    public static void Die(string root, int at, bool appended)
    {
        using var box = new Toybox([.. Plain, .. Short]);
        Train(box, new(root), new FaultyFiles(Failing.Killed, at, appended));
    }
}
