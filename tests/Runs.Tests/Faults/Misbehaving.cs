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
    // An evaluation follows where one may come out otherwise: else the weights decide.
    private const string NoEvaluation = "evaluate=[]";

    private static readonly Lazy<(IReadOnlyDictionary<long, string> Checkpoints, string Results)> Sound = new(() =>
    {
        using var run = new FaultyRun();
        var (outcome, errors) = run.Run();
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));
        return (run.Checkpoints(), Results(outcome));
    });

    [TestCaseSource(typeof(ComponentFaults), nameof(ComponentFaults.All))]
    public void A_faulty_component(object of)
    {
        var fault = (Fault)of;
        using var run = new FaultyRun();
        string Text(string text) => JsonSerializer.Serialize(text);
        var isEvaluated = fault.When is When.InTheEvaluation or When.ToTheSameBits or When.ToOtherNumbers;
        string[] none = isEvaluated || fault.Key.StartsWith("evaluate", StringComparison.Ordinal) ? [] : [NoEvaluation];
        string[] settings =
        [
            .. none,
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
            Assert.That(
                run.Checkpoints()[4] == Sound.Value.Checkpoints[4],
                Is.EqualTo(fault.When is When.ToTheSameBits)
            );
            Assert.That(Results(outcome), Is.EqualTo(Sound.Value.Results));
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
            Is.EqualTo(Sound.Value.Checkpoints.Where(step => step.Key <= steps)),
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
            settings = none;
        var (repaired, besides) = run.Run(settings);
        Assert.That(repaired, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', besides));
        const string ToTheSameBits = "a repaired plugin goes on to the same bits";
        Assert.That(run.Checkpoints()[4], Is.EqualTo(Sound.Value.Checkpoints[4]), ToTheSameBits);
        if (isEvaluated)
            Assert.That(Results(repaired), Is.EqualTo(Sound.Value.Results), ToTheSameBits);
    }

    private static string Results(RunOutcome outcome) =>
        JsonSerializer.Serialize(
            ((RunOutcome.Finished)outcome)
                .Summary.Evaluations.SelectMany(evaluation => evaluation.Conditions)
                .Select(condition => new { condition.Accuracy, condition.PerClass })
        );
}
