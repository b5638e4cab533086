using System.Text.Json;
using RoCL.Runs.Engine;
using Shared.Runs;

namespace Runs.Tests.Faults;

/// <summary>
/// Components that load well and do what they must not: the run ends or goes on as documented, and
/// nothing is lost.
/// </summary>
[NonParallelizable]
public sealed class Misbehaving
{
    private const string TwoLosses =
        "loss=[{\"use\":\"faulty-loss\",\"views\":[\"a\",\"b\"]},{\"use\":\"faulty-loss\",\"views\":[\"adv\",\"b\"]}]";

    private readonly Dictionary<string, SoundRun> _sound = [];

    [TestCaseSource(typeof(ComponentFaults), nameof(ComponentFaults.All))]
    public void A_faulty_component(object of)
    {
        var fault = (Fault)of;
        using var run = new FaultyRun();
        string Text(string text) => JsonSerializer.Serialize(text);
        var around = Around(fault);
        var sound = Sound(around);
        string[] settings =
        [
            .. around,
            .. fault.Use,
            $"{fault.Key}.kind={Text(fault.Kind)}",
            $"{fault.Key}.repaired={Text(run.Repaired)}",
            .. fault.When is When.InTheEvaluation && fault.Key.EndsWith("attack", StringComparison.Ordinal)
                ? [$"{fault.Key}.after=0"]
                : Array.Empty<string>(),
        ];
        var (outcome, errors) = run.Run(settings);
        if (fault.When is When.ToTheSameBits or When.ToOtherNumbers)
        {
            Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));
            Assert.That(run.Checkpoints()[4] == sound.Checkpoints[4], Is.EqualTo(fault.When is When.ToTheSameBits));
            Assert.That(Results(outcome), Is.EqualTo(sound.Results));
            Assert.That(
                errors,
                fault.Code.Length == 0
                    ? Is.Empty
                    : Has.One.StartsWith($"warning {fault.Code} ").And.One.Contains(fault.Component)
            );
            return;
        }
        Assert.That(
            errors.Where(line => line.StartsWith("error ", StringComparison.Ordinal)),
            Has.Exactly(1).Items,
            string.Join('\n', errors)
        );
        Assert.That(
            errors.Where(line => !line.StartsWith("warning ", StringComparison.Ordinal)).Single(),
            Does.StartWith($"error {fault.Code} ")
                .And.Contain($"faulty.json: {fault.Key}")
                .And.Contain($"Faulty/{fault.Component} 1.2.3")
                .And.Not.Contain("   at ")
        );
        Assert.That(
            ((RunOutcome.Failed)outcome).Problem.Where,
            fault.When switch
            {
                When.InTheFirstStep => Does.EndWith(", step 0"),
                When.InAStep => Does.EndWith(", step 2"),
                _ => Does.Not.Contain(", step 2"),
            }
        );
        var steps = fault.When switch
        {
            When.InAStep => 2,
            When.InTheEvaluation => 4,
            _ => 0,
        };
        Assert.That(
            run.Checkpoints(),
            Is.EqualTo(sound.Checkpoints.Where(step => step.Key <= steps)),
            "what was reached is whole"
        );
        if (fault.When is When.InAStep or When.InTheEvaluation)
        {
            Assert.That(
                File.ReadAllText(run.Folder.Log),
                Does.Contain(fault.Code).And.Contain("\"@x\":"),
                "the log has the stack"
            );
        }

        File.WriteAllText(run.Repaired, "");
        if (fault.Kind.StartsWith("build", StringComparison.Ordinal) || fault.When is When.InTheFirstStep)
            settings = around;
        var (repaired, besides) = run.Run(settings);
        Assert.That(repaired, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', besides));
        Assert.That(
            (run.Checkpoints()[4], Results(repaired)),
            Is.EqualTo((sound.Checkpoints[4], sound.Results)),
            "a repaired plugin goes on to the same bits"
        );
    }

    // Where a run goes on, all that may see what the fault did comes after it. Where it ends there,
    // no teacher and no moving centre is beside it; and the weights decide, unless the fault is in
    // the evaluation.
    private static string[] Around(Fault fault)
    {
        if (fault.When is When.ToTheSameBits or When.ToOtherNumbers)
            return [];
        string[] teachers = fault.Key == "teachers.target" ? [] : ["teachers={}"];
        string[] losses = fault.Key == "loss.2" ? [] : [TwoLosses];
        string[] evaluations = fault.When is When.InTheEvaluation ? [] : ["evaluate=[]"];
        return [.. teachers, .. losses, .. evaluations];
    }

    private SoundRun Sound(string[] around)
    {
        var key = string.Join('\n', around);
        if (_sound.TryGetValue(key, out var known))
            return known;
        using var run = new FaultyRun();
        var (outcome, errors) = run.Run(around);
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));
        var sound = new SoundRun(run.Checkpoints(), Results(outcome));
        _sound.Add(key, sound);
        return sound;
    }

    private static string Results(RunOutcome outcome) =>
        JsonSerializer.Serialize(
            ((RunOutcome.Finished)outcome)
                .Summary.Evaluations.SelectMany(evaluation => evaluation.Conditions)
                .Select(condition => new { condition.Accuracy, condition.PerClass })
        );

    private sealed record SoundRun(IReadOnlyDictionary<long, string> Checkpoints, string Results);
}
