using System.Text.Json;
using RoCL.Core.Ahead;
using Shared.Runs;

namespace Runs.Tests.Faults;

/// <summary>
/// What a component does wrong at its first call is found before training, wherever in the run that
/// call would come.
/// </summary>
[NonParallelizable]
public sealed class FoundAhead
{
    /// <summary>
    /// The code of what may be other with trained weights; the fault's own stands in its words.
    /// </summary>
    public const string MayBeOther = "ROCL0560";

    // What only the run has: a trained classifier's numbers, a step before, all images of a batch.
    private static readonly string[] OfLater = ["nan logits", "kept", "native memory", "moves many"];

    // Each component once, and each code once.
    private static IEnumerable<Fault> FirstCalls =>
        Possible.DistinctBy(fault => fault.Key).Union(Possible.DistinctBy(fault => fault.Code));

    private static IEnumerable<Fault> Possible =>
        ComponentFaults
            .All.Where(fault => fault.When is When.InTheFirstStep or When.InAStep or When.InTheEvaluation)
            .Where(fault => !OfLater.Contains(fault.Kind));

    [TestCaseSource(nameof(FirstCalls))]
    public void What_a_component_does_wrong_at_its_first_call(object of)
    {
        var fault = (Fault)of;
        string[] after =
            fault.Counts || fault.Key.EndsWith("attack", StringComparison.Ordinal) ? [$"{fault.Key}.after=0"] : [];
        var outlook = Ahead([.. fault.Use, $"{fault.Key}.kind={JsonSerializer.Serialize(fault.Kind)}", .. after]);
        var said = outlook
            .Problems.Concat(outlook.Warnings)
            .Select(problem => $"{problem.Code} {problem.Where} {problem.What}")
            .ToList();
        Assert.That(said.Where(line => Names(line, fault)), Is.Not.Empty, string.Join('\n', said));
    }

    private static bool Names(string line, Fault fault) =>
        line.Contains($"Faulty/{fault.Component} ", StringComparison.Ordinal)
        && (
            line.StartsWith($"{fault.Code} ", StringComparison.Ordinal)
            || line.StartsWith($"{MayBeOther} ", StringComparison.Ordinal)
                && line.Contains($"({fault.Code}: ", StringComparison.Ordinal)
        );

    [Test]
    public void Sound_components_pass_without_a_word()
    {
        var outlook = Ahead();
        Assert.That(outlook.Problems.Concat(outlook.Warnings), Is.Empty);
    }

    private static Outlook Ahead(params string[] settings)
    {
        using var run = new FaultyRun();
        var job = run.JobOf(settings);
        return EvaluationsAhead.Look(job.Plan, new(job.Train, job.Test), trial: new(job.Train, job.HeldOut));
    }
}
