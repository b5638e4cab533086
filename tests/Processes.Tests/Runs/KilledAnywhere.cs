using System.Diagnostics;
using System.Globalization;
using RoCL.Runs.Folders;
using Shared.Runs;
using Shared.Toys;

namespace Processes.Tests.Runs;

/// <summary>The process that works on a run is a real one, and is really killed.</summary>
public sealed class KilledAnywhere
{
    /// <summary>
    /// What makes this a process that works on a run and dies: the run's name, the folder, the
    /// part of it, and which operation on that part.
    /// </summary>
    public const string Dying = "--dying";

    private const string Training = "training";

    private string _root = "";
    private int _runs;

    // Metrics and log are written alike in all of them.
    private static readonly object[][] RunsAndParts =
    [
        [WholeRun.ThatEvaluates, RunPart.Evaluations],
        [WholeRun.ThatEvaluates, RunPart.Others],
        [WholeRun.ThatGoesBack, RunPart.Checkpoints],
        [WholeRun.ThatGoesBack, RunPart.Others],
        [WholeRun.ThatFails, RunPart.Log],
        [WholeRun.ThatFails, RunPart.Others],
    ];

    [SetUp]
    public void OpenAFolder() => _root = Directory.CreateTempSubdirectory("rocl-killed-").FullName;

    [TearDown]
    public void Leave() => Directory.Delete(_root, recursive: true);

    [TestCase(RunPart.Checkpoints)]
    [TestCase(RunPart.Metrics)]
    public void A_training_is_killed_at_operations_of_every_kind_and_nothing_is_lost(RunPart part)
    {
        using var box = new Toybox([.. ToyRun.Plain, .. ToyRun.Short]);
        var counted = new FaultyFiles();
        var whole = new RunFolder(counted, NewRoot());
        var expected = ToyRun.Train(box, whole);
        Assert.That(counted.On(part), Is.Not.Empty);
        foreach (var (operation, root) in Killed(Training, part, counted.On(part), besides: []))
        {
            var run = new RunFolder(new FaultyFiles(), root);
            var where = $"killed at operation {operation} on {part}";
            Assert.That(ToyRun.Train(box, run), Is.EqualTo(expected), where);
            ToyRun.EndedAlike(run, whole, where);
        }
    }

    [TestCaseSource(nameof(RunsAndParts))]
    public void A_run_is_killed_at_operations_of_every_kind_and_ends_alike(WholeRun run, RunPart part)
    {
        var counted = new FaultyFiles();
        var expected = run.Finish(NewRoot(), counted, "undisturbed");
        Assert.That(counted.On(part), Is.Not.Empty);
        foreach (
            var (operation, root) in Killed(
                run.Name,
                part,
                counted.On(part),
                besides: run.DoneElsewhere(part, NewRoot())
            )
        )
        {
            var where = $"killed at operation {operation} on {part}";
            Assert.That(run.Finish(root, where), Is.EqualTo(expected), where);
        }
    }

    /// <summary>What such a process does; it does not come to its end.</summary>
    public static void Die(string name, string root, string part, string operation)
    {
        var number = int.Parse(operation, CultureInfo.InvariantCulture);
        var files = new FaultyFiles(Failing.Killed, number, Enum.Parse<RunPart>(part));
        if (name != Training)
        {
            WholeRun.Named(name).Finish(root, files, "to be killed");
            return;
        }

        using var box = new Toybox([.. ToyRun.Plain, .. ToyRun.Short]);
        ToyRun.Train(box, new(files, root));
    }

    // A folder for each operation, as a process left it that was killed there.
    private List<(int Operation, string Root)> Killed(
        string name,
        RunPart part,
        IReadOnlyList<FileOperation> operations,
        IReadOnlyList<FileOperation> besides
    )
    {
        // Elsewhere a process that is killed leaves what the tests that fail every operation in
        // their own process leave: each place is killed at once, and once in the middle of a write.
        var kills = Distinct(operations)
            .Where(operation => operation.Changes)
            .ExceptBy(besides.Select(operation => operation.Kind()), operation => operation.Kind())
            .DistinctBy(operation => (operation.Place, operation.HasHalf))
            .Select(operation => (operation.Number, Root: NewRoot()))
            .ToList();
        Assert.That(kills, Is.Not.Empty);
        Parallel.ForEach(
            kills,
            new ParallelOptions { MaxDegreeOfParallelism = 3 },
            kill =>
            {
                string[] dying = [Dying, name, kill.Root, $"{part}", $"{kill.Number}"];
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
                    $"operation {kill.Number} on {part}"
                );
            }
        );
        TestContext.Out.WriteLine($"{operations.Count} operations, {kills.Count} kills");
        return kills;
    }

    // A process that is killed after an operation that changed nothing leaves what one leaves that
    // is killed before it.
    private static IEnumerable<FileOperation> Distinct(IReadOnlyList<FileOperation> operations)
    {
        var hasChanged = true;
        foreach (var operation in operations)
        {
            if (hasChanged || operation.HasHalf)
                yield return operation;
            hasChanged = operation.Changes;
        }
    }

    private string NewRoot()
    {
        _runs++;
        return Directory.CreateDirectory(Path.Combine(_root, $"{_runs}")).FullName;
    }
}
