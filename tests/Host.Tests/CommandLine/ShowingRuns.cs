using RoCL.Host.CommandLine;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
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

    private static string Shown(RunFolder run)
    {
        using var console = new TestConsole();
        console.Profile.Width = 500;
        new ShowVerb(console, new DiskFiles(), new ErrorOutput(TextWriter.Null), TimeProvider.System).Run([run.Root]);
        return console.Output;
    }
}
