using RoCL.Core.Models;
using RoCL.Runs.Files;
using RoCL.Runs.Reporting;
using RoCL.Suites.Planning;
using Shared.Plugins;
using Shared.Runs;

namespace Suites.Tests.Running;

/// <summary>The time of an evaluation, from a little of it.</summary>
public sealed class EstimatingEvaluations
{
    private static readonly string[] Plugins =
    [
        Places.TestPlugin("Faulty"),
        Path.Combine(Places.BuiltPlugins, "Attacks.Gradient"),
        Path.Combine(Places.BuiltPlugins, "Attacks.AutoAttack"),
    ];

    [TestCase("""{"use":"pgd","iterations":1000000}""")]
    [TestCase("""{"use":"square","queries":1000000}""")]
    [TestCase("""{"use":"restarts","inner":{"use":"pgd","iterations":500000,"randomStart":true},"times":2}""")]
    [TestCase("""{"use":"worst-of","attacks":[{"use":"pgd","iterations":1000000},"fgsm"]}""")]
    public void Of_a_long_attack_few_iterations_are_made_and_all_are_counted(string attack)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var seconds = Estimate($"evaluate.0.attack={attack}");
        Assert.That(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, Is.LessThan(seconds / 10));
    }

    [Test]
    public void A_component_that_throws_is_named_and_not_taken_for_one_of_unknown_time()
    {
        var thrown = Assert.Throws<ProblemException>(() => Estimate("evaluate.0.kind=throws"))!;
        Assert.That(thrown.Problem.Code, Is.EqualTo("ROCL0300"));
        Assert.That(thrown.Problem.Where, Does.Contain("evaluate.0"));
    }

    [Test]
    public void Why_a_time_is_not_known_is_said_and_the_other_time_is_kept()
    {
        using var run = new FaultyRun(Plugins);
        using var said = new StringWriter();
        using var scope = NewDisposeScope();
        var estimate = new Rehearsed(TimeProvider.System);
        var timing = new RunTiming(estimate, CPU, new DiskFiles(), TimeProvider.System, new ErrorOutput(said), default);
        var times = timing.Of(
            run.JobOf("evaluate.0.kind=throws", "evaluate.0.measurement=null"),
            namesRows: false,
            step: 0.5,
            finished: []
        );
        Assert.That((times.Step, times.Measuring), Is.EqualTo((0.5, (double?)null)));
        Assert.That(
            $"{said}",
            Does.StartWith("warning ROCL0295 faulty.json: The time of measuring cannot be estimated: ROCL0300 ")
        );
    }

    [Test]
    public void Whoever_asks_to_stop_is_heard()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Catch<OperationCanceledException>(() => Estimate("evaluate.0.kind=\"\"", stop.Token));
    }

    private static double Estimate(string setting, CancellationToken stop = default)
    {
        using var run = new FaultyRun(Plugins);
        var job = run.JobOf(setting, "evaluate.0.measurement=null");
        using var scope = NewDisposeScope();
        using var model = Model.Build(job.Plan, CPU);
        return new Rehearsed(TimeProvider.System).Seconds(job, model, [], stop)!.Value;
    }
}
