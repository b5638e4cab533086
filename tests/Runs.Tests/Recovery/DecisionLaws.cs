using FsCheck.Fluent;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Runs.Recovery;

namespace Runs.Tests.Recovery;

/// <summary>What holds of every decision, whatever failed before.</summary>
[TestFixture]
public sealed class DecisionLaws
{
    private static readonly RecoveryPolicy Policy = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(45), SameStep: 4);
    private static readonly Problem Otherwise = new("ROCL0607", "", "", "");

    [Law(Arbitrary = [typeof(Steps)])]
    public bool A_problem_that_no_retry_repairs_is_never_tried_again(Steps failed, long step) =>
        RecoveryRules.Decide(After(failed), Coded("ROCL0333", step), jitter: 0) is Decision.GiveUp;

    [Law(Arbitrary = [typeof(Steps)])]
    public bool A_step_is_given_up_at_the_latest_when_it_failed_as_often_as_it_may(Steps failed, bool died)
    {
        var history = After(failed);
        for (var times = 1; times <= Policy.SameStep; times++)
        {
            Failure failure = died ? Died(failed.Last) : Coded("ROCL0300", failed.Last);
            if (RecoveryRules.Decide(history, failure, jitter: 0) is Decision.GiveUp)
                return true;
            history = history.After(failure);
        }

        return false;
    }

    [Law(Arbitrary = [typeof(Steps)])]
    public bool Work_without_progress_ends(Steps failed)
    {
        var history = RecoveryHistory.Under(Policy);
        var steps = failed.All.Distinct().Order().ToList();
        // The steps that failed, the last of them first, again and again: nothing gets further.
        for (var times = 0; times <= steps.Count * Policy.SameStep; times++)
        {
            var failure = Died(steps[^(1 + times % steps.Count)]);
            if (RecoveryRules.Decide(history, failure, jitter: 0) is Decision.GiveUp)
                return true;
            history = history.After(failure);
        }

        return false;
    }

    [Law(Arbitrary = [typeof(Steps), typeof(Jitter)])]
    public bool A_wait_is_at_least_the_base_delay_and_at_most_the_longest(Steps failed, long step, Jitter jitter)
    {
        var decision = RecoveryRules.Decide(After(failed), Died(step), jitter.Value);
        return decision is Decision.GiveUp
            || (decision.WaitBeforeNext >= Policy.Delay && decision.WaitBeforeNext <= Policy.MaxDelay);
    }

    [Law(Arbitrary = [typeof(Steps)])]
    public bool Progress_begins_anew(Steps failed)
    {
        var further = failed.All.Max() + 1;
        return RecoveryRules.Decide(After(failed), Died(further), jitter: 0)
            == new Decision.RestartWorker(Policy.Delay);
    }

    [Law(Arbitrary = [typeof(Steps)])]
    public bool Going_back_is_bounded_by_the_recipe_alone(Steps failed, byte times, byte limit)
    {
        var back = new GoneBack(5, 4, 0.5, "");
        var history = After(failed) with { GoneBack = [.. Enumerable.Repeat(back, times)] };
        var failure = new Failure.Diverged(5, 4, new NotFinite.Back(0.5, limit), Otherwise);
        var goesBack = RecoveryRules.Decide(history, failure, jitter: 0) is Decision.GoBack;
        return goesBack == times < limit;
    }

    private static RecoveryHistory After(Steps failed) =>
        RecoveryHistory.Under(Policy) with
        {
            Failed = FailedSteps.Of(failed.All),
        };

    private static Failure.Thrown Coded(string code, long step) =>
        new(step, new ProblemException(new(code, "", "", "")), Otherwise);

    private static Failure.WorkerDied Died(long step) => new(step, Otherwise);

    /// <summary>Steps that failed, few enough to fail again, one at least.</summary>
    public sealed record Steps(IReadOnlyList<long> All)
    {
        public long Last => All[^1];

        public static FsCheck.Arbitrary<Steps> Arbitrary() =>
            Gen.Choose(-1, 6)
                .Select(step => (long)step)
                .NonEmptyListOf()
                .Select(steps => new Steps([.. steps]))
                .ToArbitrary();
    }

    /// <summary>From 0 to 1.</summary>
    public sealed record Jitter(double Value)
    {
        public static FsCheck.Arbitrary<Jitter> Arbitrary() =>
            Gen.Choose(0, 1000).Select(thousandths => new Jitter(thousandths / 1000.0)).ToArbitrary();
    }
}
