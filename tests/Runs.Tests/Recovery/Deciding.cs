using System.Runtime.InteropServices;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Runs.Recovery;

namespace Runs.Tests.Recovery;

/// <summary>What follows from a failure, row by row.</summary>
public sealed class Deciding
{
    private static readonly RecoveryPolicy Policy = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), SameStep: 3);
    private static readonly NotFinite.Back Back = new(Factor: 0.5, Limit: 2);

    private static readonly Problem NotPast = new(
        "ROCL0607",
        "run",
        "Training cannot get past the step.",
        "Repair it."
    );
    private static readonly Problem Died = new("ROCL0370", "attack", "The process died.", "Have it repaired.");
    private static readonly Problem Infinite = new("ROCL0320", "loss", "The loss is not finite.", "");

    private static IEnumerable<TestCaseData> Rows()
    {
        var disk = new IOException("disk");
        yield return Row("The first failure is tried again after the base delay", [], Thrown(7, disk), Retry(1));
        yield return Row("The second one at the same step after twice that", [7], Thrown(7, disk), Retry(2));
        yield return Row("The third one ends it", [7, 7], Thrown(7, disk), new Decision.GiveUp(NotPast));
        yield return Row("A later step is progress: waits begin small again", [7, 7], Thrown(8, disk), Retry(1));
        yield return Row("So do the counts", [7, 7, 8], Thrown(7, disk), Retry(2));
        yield return Row("An earlier step is no progress", [9, 3], Thrown(5, disk), Retry(4));
        yield return Row("Steps that fail in turns are counted each", [9, 3, 9, 3], Thrown(9, disk), NoMore());
        yield return Row(
            "No wait is longer than the longest",
            [.. Enumerable.Range(0, 9).Select(i => 9L - i)],
            Thrown(0, disk),
            new Decision.Retry(Policy.MaxDelay)
        );

        yield return Row("A plugin's own exception is tried again", [], Coded("ROCL0300"), Retry(1));
        yield return Row("So is a checkpoint that could not be written", [], Coded("ROCL0629"), Retry(1));
        yield return Row("A problem given up is the exception's own", [1, 1], Coded("ROCL0629"), EndsWith("ROCL0629"));
        yield return Row("A broken contract ends it", [], Coded("ROCL0333"), EndsWith("ROCL0333"));
        yield return Row("So does another run's checkpoint", [], Coded("ROCL0610"), EndsWith("ROCL0610"));
        yield return Row("So does a history that was damaged", [], Coded("ROCL0606"), EndsWith("ROCL0606"));
        yield return Row("So does a lack of memory in a step", [], Coded("ROCL0353"), EndsWith("ROCL0353"));
        yield return Row(
            "And one outside of steps",
            [],
            Thrown(1, new InsufficientMemoryException()),
            EndsWith("ROCL0354")
        );
        yield return Row("And libtorch's own", [], Thrown(1, NativeFault("CUDA out of memory")), EndsWith("ROCL0354"));
        yield return Row(
            "A person's wish to stop is no failure",
            [],
            Thrown(1, new OperationCanceledException()),
            NoMore()
        );
        foreach (var missing in MissingCode)
        {
            var direct = new ProblemException(new("ROCL0300", "", "", ""), missing);
            yield return Row(
                $"Code that is not there ends it: {missing.GetType().Name}",
                [],
                Thrown(1, direct),
                EndsWith("ROCL0300")
            );
            var wrapped = new ProblemException(
                new("ROCL0300", "", "", ""),
                new TypeInitializationException("X", missing)
            );
            yield return Row(
                $"Also in a static constructor: {missing.GetType().Name}",
                [],
                Thrown(1, wrapped),
                EndsWith("ROCL0300")
            );
        }

        yield return Row("Numbers that are not finite lead back", [], Diverged(9, 6), GoBack(9, 6));
        yield return Row("Whatever failed before", [9, 9], Diverged(9, 6), GoBack(9, 6));
        yield return Row("A second time too", [], Diverged(9, 6), GoBack(9, 6), wentBack: 1);
        yield return Row("Not a third time", [], Diverged(9, 6), EndsWith("ROCL0323"), wentBack: 2);
        yield return Row("From the first step there is no way back", [], Diverged(0, 0), new Decision.GiveUp(Infinite));

        yield return Row("A worker that died is started again", [], Dead(4), Restart(1));
        yield return Row("Before its first step as well", [], Dead(-1), Restart(1));
        yield return Row("After twice the wait at the same step", [4], Dead(4), Restart(2));
        yield return Row("After the base delay further on", [4, 4], Dead(5), Restart(1));
        yield return Row("The third death at a step ends the run", [4, 4], Dead(4), new Decision.GiveUp(Died));
    }

    [TestCaseSource(nameof(Rows))]
    public void From_history_and_failure_follows(RecoveryHistory history, Failure failure, Decision expected)
    {
        var decided = RecoveryRules.Decide(history, failure, jitter: 0);
        if (expected is Decision.GiveUp { Problem: { What: "" } problem })
            Assert.That((decided as Decision.GiveUp)?.Problem.Code, Is.EqualTo(problem.Code), $"{decided}");
        else
            Assert.That(decided, Is.EqualTo(expected));
    }

    [TestCase(1, 0.0, ExpectedResult = 1.0)]
    [TestCase(1, 1.0, ExpectedResult = 1.5)]
    [TestCase(2, 0.5, ExpectedResult = 2.5)]
    [TestCase(3, 1.0, ExpectedResult = 6.0)]
    [TestCase(6, 1.0, ExpectedResult = 48.0)]
    [TestCase(7, 0.0, ExpectedResult = 60.0)]
    public double A_wait_in_seconds_doubles_and_is_up_to_half_as_long_again(int failures, double jitter) =>
        Policy.WaitAfter(failures, jitter).TotalSeconds;

    private static readonly Exception[] MissingCode =
    [
        new MissingMethodException(),
        new MissingFieldException(),
        new EntryPointNotFoundException(),
        new BadImageFormatException(),
        new InvalidProgramException(),
        new NotImplementedException(),
    ];

    // Libtorch's own exceptions are of this type, which only a native library may throw.
    private static ExternalException NativeFault(string message) =>
        (ExternalException)Activator.CreateInstance(typeof(ExternalException), message)!;

    private static TestCaseData Row(string name, long[] failed, Failure failure, Decision expected, int wentBack = 0)
    {
        var back = new GoneBack(9, 6, Back.Factor, "");
        var history = new RecoveryHistory(Policy, FailedSteps.Of(failed), [.. Enumerable.Repeat(back, wentBack)]);
        return new TestCaseData(history, failure, expected).SetName(name);
    }

    private static Failure.Thrown Thrown(long step, Exception fault) => new(step, fault, NotPast);

    private static Failure.Thrown Coded(string code) => new(1, new ProblemException(new(code, "", "", "")), NotPast);

    private static Failure.Diverged Diverged(long step, long target) => new(step, target, Back, Infinite);

    private static Failure.WorkerDied Dead(long step) => new(step, Died);

    private static Decision.Retry Retry(double seconds) => new(TimeSpan.FromSeconds(seconds));

    private static Decision.RestartWorker Restart(double seconds) => new(TimeSpan.FromSeconds(seconds));

    private static Decision.GoBack GoBack(long step, long target) =>
        new(new GoneBack(step, target, Back.Factor, $"{Infinite}"));

    private static Decision.GiveUp NoMore() => new(NotPast);

    // Its code alone is compared.
    private static Decision.GiveUp EndsWith(string code) => new(new Problem(code, "", "", ""));
}
