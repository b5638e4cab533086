using Polly.Retry;
using Polly.Testing;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Training;
using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Recovery;

/// <summary>What is decided about failures is done: by Polly, and by a whole run.</summary>
public sealed class Recovering
{
    private static readonly Problem Otherwise = new("ROCL0607", "run", "Training cannot get past it.", "Repair it.");

    // The waits of work that fails at these steps, one after the other, and then is done.
    private static double[] WaitsOf(params long[] steps)
    {
        var clock = new CountingClock();
        var history = RecoveryHistory.Under(RecoveryPolicy.Training);
        var attempts = 0;
        var pipeline = RecoveryPipeline.Of<IOException>(
            fault =>
            {
                var failure = new Failure.Thrown(steps[attempts - 1], fault, Otherwise);
                var decision = RecoveryRules.Decide(history, failure, jitter: 0);
                history = history.After(failure);
                return decision;
            },
            (_, _) => { },
            clock
        );
        pipeline.Execute(() =>
        {
            attempts++;
            if (attempts <= steps.Length)
                throw new IOException("disk");
        });
        return [.. clock.Seconds];
    }

    [Test]
    public void Eight_failures_each_further_on_wait_the_base_delay_each_time() =>
        Assert.That(WaitsOf(3, 9, 10, 44, 45, 60, 61, 99), Is.EqualTo(new double[] { 1, 1, 1, 1, 1, 1, 1, 1 }));

    [Test]
    public void Waits_grow_without_progress_end_at_the_longest_and_begin_small_again_after_progress() =>
        Assert.That(
            WaitsOf(9, 8, 7, 6, 5, 4, 3, 2, 10, 9),
            Is.EqualTo(new double[] { 1, 2, 4, 8, 16, 32, 60, 60, 1, 2 })
        );

    [Test]
    public void Work_that_is_given_up_throws_what_it_failed_with() =>
        Assert.Throws<IOException>(() => WaitsOf(4, 4, 4));

    // How many attempts there are of work that fails at a step that follows from their number.
    private static int AttemptsOf(Func<int, long> stepOfAttempt)
    {
        var impatient = RecoveryPolicy.Training with { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero };
        var history = RecoveryHistory.Under(impatient);
        var attempts = 0;
        var pipeline = RecoveryPipeline.Of<IOException>(
            fault =>
            {
                var failure = new Failure.Thrown(stepOfAttempt(attempts), fault, Otherwise);
                var decision = RecoveryRules.Decide(history, failure, jitter: 0);
                history = history.After(failure);
                return decision;
            },
            (_, _) => { },
            TimeProvider.System
        );
        Assert.Throws<IOException>(() =>
            pipeline.Execute(() =>
            {
                attempts++;
                throw new IOException("disk");
            })
        );
        return attempts;
    }

    [Test]
    public void A_step_that_fails_three_times_ends_the_work() => Assert.That(AttemptsOf(_ => 7), Is.EqualTo(3));

    [Test]
    public void As_long_as_a_run_gets_on_it_is_tried_again() =>
        Assert.That(AttemptsOf(attempt => Math.Min(attempt, 50)), Is.EqualTo(52));

    [Test]
    public void Two_steps_that_fail_in_turns_do_not_go_on_for_ever() =>
        Assert.That(AttemptsOf(attempt => attempt % 2), Is.EqualTo(5));

    [Test]
    public void What_failed_before_the_work_got_further_than_ever_is_history()
    {
        static long StepOf(int attempt)
        {
            if (attempt < 9)
                return attempt / 2;
            return attempt == 9 ? 4 : 0;
        }

        Assert.That(AttemptsOf(StepOf), Is.EqualTo(12));
    }

    [Test]
    public void The_pipeline_is_one_retry_whose_bounds_are_the_decisions()
    {
        var strategies = RecoveryPipeline
            .Of<Exception>(_ => new Decision.GiveUp(Otherwise), (_, _) => { }, TimeProvider.System)
            .GetPipelineDescriptor()
            .Strategies;
        var retry = (RetryStrategyOptions)strategies.Single().Options!;
        Assert.That(
            (retry.MaxRetryAttempts, retry.UseJitter, retry.DelayGenerator is null),
            Is.EqualTo((int.MaxValue, false, false))
        );
    }

    [Test]
    public void Exceptions_of_another_type_are_not_decided_about()
    {
        var pipeline = RecoveryPipeline.Of<IOException>(
            _ => new Decision.Retry(TimeSpan.Zero),
            (_, _) => { },
            TimeProvider.System
        );
        var attempts = 0;
        Assert.Throws<InvalidOperationException>(() =>
            pipeline.Execute(() =>
            {
                attempts++;
                throw new InvalidOperationException();
            })
        );
        Assert.That(attempts, Is.EqualTo(1));
    }

    [Test, NonParallelizable]
    public void A_training_that_fails_at_eight_steps_one_after_the_other_waits_the_base_delay_each_time()
    {
        using var box = new Toybox("train.epochs=4", "checkpoints={\"every\":\"1 steps\",\"keep\":1}");
        var run = new RunFolder(new DiskFiles(), Directory.CreateTempSubdirectory("rocl-recovering-").FullName);
        using var said = new StringWriter();
        var failed = new HashSet<long>();
        // Once at each of eight steps, after the step was taken.
        var view = new ProgressListener(progress =>
        {
            if (progress.Done is > 1 and < 10 && failed.Add(progress.Done))
                throw new IOException("the cable was pulled");
        });
        var clock = new CountingClock();
        var trainer = new Trainer(clock, view, RecoveryPolicy.Training, new ErrorOutput(said)) { Jitter = () => 0 };
        trainer.Train(ToyRun.JobOf(box), run).Model.Dispose();
        Assert.That(clock.Seconds, Is.EqualTo(new double[] { 1, 1, 1, 1, 1, 1, 1, 1 }));
        var warnings = $"{said}".Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(warnings, Has.Length.EqualTo(8).And.All.EndsWith("going on from the newest checkpoint in 1 s"));
        Directory.Delete(run.Root, recursive: true);
    }
}
