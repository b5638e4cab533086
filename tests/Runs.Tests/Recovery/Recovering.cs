using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Polly.Retry;
using Polly.Testing;
using RoCL.Runs.Recovery;

namespace Runs.Tests.Recovery;

/// <summary>What is tried again, how often, and from where.</summary>
public sealed class Recovering
{
    private static readonly RecoveryPolicy Policy = new(
        Attempts: 3,
        Delay: TimeSpan.FromSeconds(1),
        MaxDelay: TimeSpan.FromMinutes(1)
    );

    private static int Tries(Exception fault)
    {
        var (clock, tries) = (new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMinutes(1) }, 0);
        var pipeline = RetryPipeline.Pipeline(Policy with { Delay = TimeSpan.Zero }, clock, (_, _, _) => { });
        Assert.Throws(
            fault.GetType(),
            () =>
                pipeline.Execute(() =>
                {
                    tries++;
                    throw fault;
                })
        );
        return tries;
    }

    [Test]
    public void A_failed_file_is_tried_again_and_in_the_end_surfaces() =>
        Assert.That(Tries(new IOException("disk")), Is.EqualTo(4));

    [Test]
    public void A_plugins_own_exception_is_tried_again() =>
        Assert.That(Tries(new ProblemException(new("ROCL0300", "", "", ""))), Is.EqualTo(4));

    [TestCase(typeof(MissingMethodException))]
    [TestCase(typeof(MissingFieldException))]
    [TestCase(typeof(EntryPointNotFoundException))]
    [TestCase(typeof(BadImageFormatException))]
    [TestCase(typeof(InvalidProgramException))]
    [TestCase(typeof(NotImplementedException))]
    public void Code_of_a_plugin_that_is_not_there_is_not(Type thrown)
    {
        var cause = (Exception)Activator.CreateInstance(thrown)!;
        Assert.That(Tries(new ProblemException(new("ROCL0300", "", "", ""), cause)), Is.EqualTo(1));
        Assert.That(
            Tries(new ProblemException(new("ROCL0300", "", "", ""), new TypeInitializationException("X", cause))),
            Is.EqualTo(1)
        );
    }

    [Test]
    public void A_checkpoint_that_cannot_be_written_is_tried_again() =>
        Assert.That(Tries(new ProblemException(new("ROCL0629", "", "", ""))), Is.EqualTo(4));

    [TestCase("ROCL0333")]
    [TestCase("ROCL0610")]
    public void A_broken_contract_is_not(string code) =>
        Assert.That(Tries(new ProblemException(new(code, "", "", ""))), Is.EqualTo(1));

    [Test]
    public void A_person_who_asks_to_stop_is_heard() =>
        Assert.That(Tries(new OperationCanceledException()), Is.EqualTo(1));

    private static int Tries(RecoveryPolicy policy, Func<int, long> stepOfTry)
    {
        var (clock, tries, failures) = (
            new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMinutes(1) },
            0,
            ImmutableList<long>.Empty
        );
        var pipeline = RetryPipeline.Pipeline(
            policy,
            clock,
            (_, _, _) => { },
            _ => StepCircuit.IsClosed(failures = failures.Add(stepOfTry(tries)), policy.SameStep)
        );
        Assert.Throws<IOException>(() =>
            pipeline.Execute(() =>
            {
                tries++;
                throw new IOException("disk");
            })
        );
        return tries;
    }

    [Test]
    public void The_circuit_opens_when_the_same_step_fails_three_times() =>
        Assert.That(Tries(RecoveryPolicy.Training with { Delay = TimeSpan.Zero }, _ => 7), Is.EqualTo(3));

    [Test]
    public void As_long_as_a_run_gets_on_it_is_tried_again() =>
        Assert.That(
            Tries(RecoveryPolicy.Training with { Delay = TimeSpan.Zero }, step => Math.Min(step, 50)),
            Is.EqualTo(52)
        );

    [Test]
    public void Two_steps_that_fail_in_turns_do_not_go_on_for_ever() =>
        Assert.That(Tries(RecoveryPolicy.Training with { Delay = TimeSpan.Zero }, step => step % 2), Is.EqualTo(5));

    [Test]
    public void What_failed_before_the_work_got_further_than_ever_is_history() =>
        Assert.That(
            Tries(
                RecoveryPolicy.Training with
                {
                    Delay = TimeSpan.Zero,
                },
                tries =>
                    tries < 9 ? tries / 2
                    : tries == 9 ? 4
                    : 0
            ),
            Is.EqualTo(12)
        );

    [Test]
    public async Task Waits_grow_and_end_at_the_longest()
    {
        var clock = new FakeTimeProvider();
        var waits = new List<TimeSpan>();
        var pipeline = RetryPipeline.Pipeline(Policy with { Attempts = 40 }, clock, (_, _, wait) => waits.Add(wait));
        var work = pipeline.ExecuteAsync(_ => ValueTask.FromException(new IOException("disk"))).AsTask();
        for (; !work.IsCompleted; await Task.Yield())
            clock.Advance(Policy.MaxDelay);
        Assert.That((work.Exception?.InnerException is IOException, waits.Count), Is.EqualTo((true, 40)));
        Assert.That(waits, Is.All.LessThanOrEqualTo(Policy.MaxDelay).And.All.GreaterThanOrEqualTo(TimeSpan.Zero));
        Assert.That(waits[^1], Is.EqualTo(Policy.MaxDelay));
    }

    [Test]
    public void The_pipeline_is_one_retry_with_exponential_backoff_and_jitter()
    {
        var strategies = RetryPipeline
            .Pipeline(Policy, TimeProvider.System, (_, _, _) => { })
            .GetPipelineDescriptor()
            .Strategies;
        var retry = (RetryStrategyOptions)strategies.Single().Options!;
        Assert.That(
            (retry.MaxRetryAttempts, retry.Delay, retry.MaxDelay, retry.BackoffType, retry.UseJitter),
            Is.EqualTo(
                (
                    3,
                    TimeSpan.FromSeconds(1),
                    (TimeSpan?)TimeSpan.FromMinutes(1),
                    Polly.DelayBackoffType.Exponential,
                    true
                )
            )
        );
    }
}
