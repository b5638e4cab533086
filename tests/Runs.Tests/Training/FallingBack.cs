using System.Text.Json.Nodes;
using RoCL.Runs.Engine;
using Shared.Runs;

namespace Runs.Tests.Training;

/// <summary>
/// A monitor that judges: the warning, the attack that takes its place, and the same bits from
/// wherever the run goes on.
/// </summary>
[NonParallelizable]
public sealed class FallingBack
{
    private const string FallBack = "views.adv.fallBack={\"use\":\"faulty-attack\",\"share\":0.5}";

    private static string Judge(string kind = "judges", int after = 1) =>
        $"monitors={{\"eye\":{{\"use\":\"faulty-monitor\",\"kind\":\"{kind}\",\"after\":{after},"
        + "\"views\":[\"a\"],\"every\":\"1 step\"}}";

    [Test]
    public void It_is_said_recorded_and_changes_the_attack_from_the_next_step_on()
    {
        using var plain = new FaultyRun();
        plain.Run("evaluate=[]");
        using var run = new FaultyRun();
        var (outcome, errors) = run.Run("evaluate=[]", Judge(), FallBack);
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));

        const string words =
            "LAB0001 faulty.json: monitors.eye (Faulty/faulty-monitor 1.2.3): The mean of 2 measurements is wrong. "
            + "From step 2 on, view 'adv' takes faulty-attack, its fallBack. Try another one.";
        Assert.That(errors, Is.EqualTo(new[] { $"warning {words}" }));
        Assert.That(Findings(run), Is.EqualTo(new[] { null, words, null, null }));
        Assert.That(File.ReadAllText(run.Folder.Log), Does.Contain("LAB0001"));
        var warnings = ((RunOutcome.Finished)outcome).Summary.Warnings!;
        Assert.That(warnings.Select(warning => $"{warning}"), Has.Member(words));

        var before = plain.Checkpoints();
        var after = run.Checkpoints();
        Assert.That(after[2], Is.EqualTo(before[2]), "the step that was judged is as it was");
        Assert.That(after[3], Is.Not.EqualTo(before[3]), "the next one has the other attack");
    }

    [Test]
    public void A_run_that_goes_on_before_or_after_it_comes_to_the_same_bits()
    {
        string[] settings = ["evaluate=[]", Judge(), FallBack];
        using var whole = new FaultyRun();
        whole.Run(settings);
        foreach (var steps in new[] { 1, 2, 3 })
        {
            using var cut = new FaultyRun();
            cut.Run(settings);
            foreach (var step in Enumerable.Range(steps + 1, 4 - steps))
                Directory.Delete(Path.Combine(cut.Folder.Checkpoints, $"step-{step:00000000}"), recursive: true);
            File.Delete(cut.Folder.Summary);
            var (outcome, errors) = cut.Run(settings);
            Assert.That(cut.Checkpoints()[4], Is.EqualTo(whole.Checkpoints()[4]), $"from {steps}");
            Assert.That(File.ReadAllText(cut.Folder.Metrics), Is.EqualTo(File.ReadAllText(whole.Folder.Metrics)));
            Assert.That(
                errors,
                Has.Exactly(1).StartsWith("warning LAB0001"),
                "the summary has it, so it is said again"
            );
            Assert.That(
                ((RunOutcome.Finished)outcome).Summary.Warnings!.Select(each => each.Code),
                Has.Member("LAB0001")
            );
        }
    }

    [Test]
    public void Without_an_attack_to_fall_back_to_it_only_warns()
    {
        using var plain = new FaultyRun();
        plain.Run("evaluate=[]");
        using var run = new FaultyRun();
        var (_, errors) = run.Run("evaluate=[]", Judge());
        Assert.That(errors, Has.Length.EqualTo(1));
        Assert.That(errors[0], Does.Contain("Training goes on as it was, since no view has a fallBack."));
        Assert.That(run.Checkpoints()[4], Is.EqualTo(plain.Checkpoints()[4]));
    }

    [Test]
    public void A_monitor_that_fails_while_it_judges_is_said_once_and_decides_nothing()
    {
        using var plain = new FaultyRun();
        plain.Run("evaluate=[]");
        using var run = new FaultyRun();
        var (_, errors) = run.Run("evaluate=[]", Judge("misjudges"), FallBack);
        Assert.That(errors, Has.Length.EqualTo(1));
        Assert.That(errors[0], Does.StartWith("warning ROCL0169 ").And.Contain("ROCL0300").And.Contain("out of sorts"));
        Assert.That(run.Checkpoints()[4], Is.EqualTo(plain.Checkpoints()[4]));
        Assert.That(Findings(run), Is.All.Null);
    }

    [Test]
    public void An_attack_to_fall_back_to_is_refused_where_no_monitor_judges()
    {
        using var run = new FaultyRun();
        var (outcome, errors) = run.Run("evaluate=[]", FallBack);
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Failed>());
        Assert.That(errors, Has.Length.EqualTo(1));
        Assert.That(errors[0], Does.StartWith("error ROCL0584 faulty.json: views.adv.fallBack "));
    }

    private static List<string?> Findings(FaultyRun run) =>
        [.. File.ReadAllLines(run.Folder.Metrics).Select(line => (string?)JsonNode.Parse(line)!["finding"])];
}
