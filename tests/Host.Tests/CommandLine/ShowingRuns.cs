using RoCL.Reports.Comparing;
using RoCL.Reports.Results;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Measuring;
using RoCL.Suites.Showing;
using Shared.Folders;
using Shared.Runs;
using Shared.Toys;
using Spectre.Console.Testing;

namespace Host.Tests.CommandLine;

/// <summary>What <c>rocl show</c> says of a run that did not go smoothly.</summary>
[NonParallelizable]
public sealed class ShowingRuns
{
    [Test]
    public void Tries_of_all_processes_are_counted_and_the_last_is_named()
    {
        using var folder = new TemporaryFolder();
        using var box = new Toybox("checkpoints={\"every\":\"1 steps\",\"keep\":9}");
        var run = new RunFolder(new DiskFiles(), folder.Path);
        File.WriteAllText(run.Recipe, "{}");
        Assert.Throws<OperationCanceledException>(() => ToyRun.Train(box, run, stop: 3, failsAt: 2));
        ToyRun.Train(box, run, stop: -1, failsAt: 5);
        Assert.That(Shown(run), Does.Contain("tried again 2 times, the last at step 4: IOException"));
    }

    [Test]
    public void The_command_that_takes_a_failed_step_again_is_named()
    {
        using var run = new FaultyRun();
        run.Run("views.adv.attack={\"use\":\"faulty-attack\",\"kind\":\"shape\"}");
        File.WriteAllText(run.Folder.Recipe, FaultyRun.Recipe);
        var step = run.Folder.FailedSteps.Single();
        Assert.That(
            Shown(run.Folder),
            Does.Contain($"{run.Folder.Root}: the step that failed is taken again by: rocl check {step}\n")
        );
    }

    [Test]
    public void Later_evaluations_are_listed_and_what_is_none_is_left_out()
    {
        using var folder = new TemporaryFolder();
        var run = RunIn(folder, "one", "{}");
        var moment = new DateTimeOffset(2026, 11, 29, 9, 30, 0, TimeSpan.Zero);
        LaterEvaluations.Write(run, Evaluated, moment);
        LaterEvaluations.Write(run, Evaluated with { Steps = 10 }, moment.AddHours(1));
        File.WriteAllText(Path.Combine(run.Evaluations, "20261129-120000-000.json"), "{");
        Assert.That(
            Shown(run),
            Does.Contain("2 later evaluation(s), the last 20261129-103000-000\n")
                .And.Contain("| one, evaluated 20261129-093000-000   |")
                .And.Contain("50.0 % [25.0, 75.0]")
                .And.Contain("* one, evaluated 20261129-103000-000: at step 10 of 30")
        );
        using var console = new TestConsole();
        console.Profile.Width = 500;
        new RunLines(console, TimeProvider.System).Write(run, again: folder.Path);
        Assert.That(
            console.Output,
            Does.Contain($"103000-000; rocl show {run.Root} has their figures"),
            "the table of a suite has none of them"
        );
    }

    [Test]
    public void Runs_that_are_shown_together_say_how_their_recipes_differ()
    {
        using var folder = new TemporaryFolder();
        var one = RunIn(folder, "one", "{\"seed\":1,\"views\":{\"adv\":{\"attack\":{\"step\":\"2/255\"}}}}");
        var two = RunIn(folder, "two", "{\"seed\":1,\"views\":{\"adv\":{\"attack\":{\"step\":\"8/255\"}}}}");
        var same = RunIn(folder, "same", File.ReadAllText(one.Recipe));
        Assert.That(
            Shown(one, two, same),
            Does.Match(@"differ in:\s+one +two +same\s+views.adv.attack.step +2/255 +8/255 +2/255\s")
                .And.Not.Contain("seed")
        );
        Assert.That(Shown(one, same), Does.Contain("The recipes and the plugins are the same."));
        Assert.That(Shown(one), Does.Not.Contain("recipes"));
    }

    [Test]
    public void Checkpoints_are_found_by_step_and_by_lowest_loss_and_targets_by_their_folders()
    {
        using var folder = new TemporaryFolder();
        using var box = new Toybox("checkpoints={\"every\":\"1 epochs\",\"keep\":9}");
        var run = RunIn(folder, "one", "{}");
        Assert.That(NamedCheckpoint.Find(run, "best").Problems.Single().Code, Is.EqualTo("ROCL0604"));
        ToyRun.Train(box, run, stop: -1);
        var all = CheckpointStore.In(run);
        var steps = int.Parse(
            Path.GetFileName(all[^1]).Split('-')[1],
            System.Globalization.CultureInfo.InvariantCulture
        );
        foreach (var name in new[] { $"{steps}", $"step-{steps}", Path.GetFileName(all[^1]) })
            Assert.That(NamedCheckpoint.Find(run, name).ValueOrThrow(), Is.EqualTo(all[^1]));
        Assert.That(NamedCheckpoint.Find(run, "newest").ValueOrThrow(), Is.EqualTo(all[0]));
        var none = NamedCheckpoint.Find(run, "best").Problems.Single();
        Assert.That($"{none}", Does.StartWith("ROCL0540 ").And.Contain("checkpoints.best=true"));
        Assert.That($"{none}", Does.Contain(Path.GetFileName(all[0])).And.Contain(Path.GetFileName(all[^1])));
        File.WriteAllText(run.Recipe, """{ "checkpoints": { "best": true } }""");
        Assert.That(all, Does.Contain(NamedCheckpoint.Find(run, "best").ValueOrThrow()));
        Assert.That(NamedCheckpoint.Find(run, "worst").Problems.Single().Code, Is.EqualTo("ROCL0540"));

        RunIn(folder, "two", "{}");
        string[] Targets(string path) =>
            [.. EvaluationTarget.In(new DiskFiles(), path).Select(target => $"{target.Run.Name} {target.Checkpoint}")];
        Assert.That(Targets(folder.Path), Is.EqualTo(new[] { "one ", "two " }));
        Assert.That(Targets(all[0] + "/"), Is.EqualTo(new[] { $"one {Path.GetFileName(all[0])}" }));
        Assert.That(Targets(run.Checkpoints), Is.Empty);
    }

    [Test]
    public void An_empty_list_of_evaluations_is_refused_with_one_to_name()
    {
        using var folder = new TemporaryFolder();
        var problem = NothingToMeasure.In(RunIn(folder, "one", "{}"));
        Assert.That(problem.Code, Is.EqualTo("ROCL0543"));
        Assert.That(problem.Remedy, Does.Contain("evaluate=["));
    }

    private static Summary Evaluated =>
        new(
            "r",
            "",
            1,
            "cpu",
            30,
            1,
            new(1, 100, 50),
            0.5,
            "",
            [
                new(
                    "linear",
                    "p",
                    2,
                    60,
                    [new("clean", null, 0.5, [0.25, 0.75], 40, 0, new Dictionary<string, double>())],
                    []
                ),
            ]
        )
        {
            IsLater = true,
            PlannedSteps = 30,
        };

    private static RunFolder RunIn(TemporaryFolder folder, string name, string recipe)
    {
        var run = new RunFolder(new DiskFiles(), Path.Combine(folder.Path, name));
        Directory.CreateDirectory(run.Root);
        File.WriteAllText(run.Recipe, recipe);
        return run;
    }

    private static string Shown(params RunFolder[] runs)
    {
        using var console = new TestConsole();
        console.Profile.Width = 500;
        var verb = new ShownRuns(console, new DiskFiles(), new ErrorOutput(TextWriter.Null), TimeProvider.System);
        verb.Run(new([.. runs.Select(run => run.Root)], Html: null, ComparisonLayout.Usual), CancellationToken.None);
        return console.Output;
    }
}
