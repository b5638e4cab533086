using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Runs.Training;
using Serilog.Core;
using Shared.Folders;
using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Training;

/// <summary>Exceptions that no other code stands for, as a person reads them.</summary>
[NonParallelizable]
public sealed class GivingUp
{
    [Test]
    public void A_step_that_fails_again_and_again_is_named_with_the_exception()
    {
        using var folder = new TemporaryFolder();
        using var box = new Toybox(ToyRun.Short);
        var trainer = new Trainer(
            TimeProvider.System,
            new ProgressListener(progress => FailAfter(step: 1, progress.Done)),
            new(TimeSpan.Zero, TimeSpan.Zero, SameStep: 2),
            new ErrorOutput(TextWriter.Null)
        );
        using var session = trainer.Begin(
            ToyRun.JobOf(box),
            new RunFolder(new DiskFiles(), folder.Path),
            CPU,
            Logger.None
        );
        Assert.Throws<InvalidOperationException>(() => session.Recovery.Execute(session.Attempt, default));
        Assert.That(
            $"{session.GivenUp}",
            Does.StartWith($"ROCL0607 {folder.Path}: Training cannot get past step ")
                .And.Contain("InvalidOperationException: No listener.")
        );
    }

    [Test]
    public void An_exception_that_nothing_explains_is_shown_in_one_line()
    {
        var problem = UnexpectedProblem.Of("rocl", new InvalidOperationException("Odd.\nAt length."), "Report it.");
        Assert.That($"{problem}", Is.EqualTo("ROCL0001 rocl: InvalidOperationException: Odd. Report it."));
        Assert.That(ExitCode.Of(problem), Is.EqualTo(ExitCode.Unexpected));
    }

    private static void FailAfter(long step, long done)
    {
        if (done == step)
            throw new InvalidOperationException("No listener.");
    }
}
