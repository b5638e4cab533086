using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Runs.Engine;
using RoCL.Runs.Journal;
using RoCL.Runs.Results;
using Shared.Runs;

namespace Runs.Tests.Faults;

/// <summary>
/// Monitors have no part in training: whatever they do, the run comes to the bits of a run without
/// them, and says what went wrong once.
/// </summary>
[NonParallelizable]
public sealed class MonitorFaults
{
    /// <summary>
    /// The codes that the faults of monitors come to, for the page that lists them.
    /// </summary>
    public static readonly string[] Codes =
    [
        "ROCL0168",
        "ROCL0169",
        "ROCL0170",
        "ROCL0171",
        "ROCL0172",
        "ROCL0300",
        "ROCL0346",
    ];

    private static readonly Lazy<string> Plain = new(() =>
    {
        using var run = new FaultyRun();
        run.Run();
        return run.Checkpoints()[4];
    });

    private static string Watched(string kind, int after = 2) =>
        $"monitors={{\"eye\":{{\"use\":\"faulty-monitor\",\"kind\":\"{kind}\",\"after\":{after},"
        + "\"views\":[\"a\",\"adv@features\"],\"every\":\"1 step\"}}";

    private static List<JsonNode> Lines(FaultyRun run) =>
        [.. File.ReadAllLines(run.Folder.Metrics).Select(line => JsonNode.Parse(line)!)];

    [TestCase("throws", "ROCL0300", "InvalidOperationException")]
    [TestCase("null", "ROCL0346", "null")]
    [TestCase("empty", "ROCL0172", "empty name")]
    [TestCase("twice", "ROCL0172", "two values of the name 'same'")]
    [TestCase("test images", "ROCL0168", "not trained on")]
    public void One_that_fails_is_said_once_and_training_goes_on_to_the_same_bits(string kind, string code, string what)
    {
        using var run = new FaultyRun();
        var (outcome, errors) = run.Run("evaluate=[]", Watched(kind));
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));
        Assert.That(run.Checkpoints()[4], Is.EqualTo(Plain.Value));
        Assert.That(errors, Has.Length.EqualTo(1));
        Assert.That(
            errors[0],
            Does.StartWith("warning ROCL0169 faulty.json: monitors.eye (Faulty/faulty-monitor 1.2.3)")
                .And.Contain("after step 2")
                .And.Contain(code)
                .And.Contain(what)
        );

        var lines = Lines(run);
        Assert.That((double)lines[1]["monitors"]!["eye"]!["step"]!, Is.EqualTo(1));
        Assert.That(lines[1]["monitorFaults"], Is.Null);
        Assert.That(lines.Skip(2).Select(line => line["monitors"]), Is.All.Null);
        Assert.That(lines.Skip(2).Select(line => $"{line["monitorFaults"]!["eye"]}"), Is.All.StartsWith(code));
        Assert.That(
            File.ReadAllLines(run.Folder.Log)
                .Count(line => line.Contains("failed after step", StringComparison.Ordinal)),
            Is.GreaterThanOrEqualTo(2),
            "each failure is in the log"
        );

        var summary = ((RunOutcome.Finished)outcome).Summary.Monitors!["eye"];
        Assert.That((summary.Step, summary.Failed), Is.EqualTo((1L, 2)));
        Assert.That(summary.Fault, Does.StartWith(code));
    }

    [Test]
    public void One_that_meddles_with_all_that_it_gets_changes_nothing()
    {
        using var run = new FaultyRun();
        var (outcome, errors) = run.Run("evaluate=[]", Watched("meddles", after: 0));
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));
        Assert.That(errors, Is.Empty);
        Assert.That(run.Checkpoints()[4], Is.EqualTo(Plain.Value));
    }

    [Test]
    public void Numbers_that_are_not_finite_are_recorded_as_null_and_said_once()
    {
        using var run = new FaultyRun();
        var (outcome, errors) = run.Run("evaluate=[]", Watched("nan"));
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));
        Assert.That(run.Checkpoints()[4], Is.EqualTo(Plain.Value));
        Assert.That(errors, Has.Length.EqualTo(1));
        Assert.That(errors[0], Does.StartWith("warning ROCL0171 ").And.Contain("mean, step"));
        var last = Lines(run)[3]["monitors"]!["eye"]!.AsObject();
        Assert.That(SummaryFile.Read(run.Folder), Is.Not.Null, "nulls are read where monitors wrote them");
        Assert.That(Metrics.Read(run.Folder).Count(), Is.EqualTo(4));
        Assert.That(
            last.Select(value => (value.Key, value.Value)),
            Is.EqualTo(new[] { ("mean", (JsonNode?)null), ("step", null) })
        );
    }

    [Test]
    public void One_that_takes_longer_than_the_steps_between_is_said_once()
    {
        using var run = new FaultyRun();
        var (outcome, errors) = run.Run("evaluate=[]", Watched("slow"));
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));
        Assert.That(errors, Has.Length.EqualTo(1));
        Assert.That(errors[0], Does.StartWith("warning ROCL0170 ").And.Contain("The monitor took 0."));
    }

    [Test]
    public void One_that_needs_held_out_images_is_refused_where_all_are_trained_on()
    {
        using var run = new FaultyRun();
        var (outcome, errors) = run.Run("evaluate=[]", Watched("held out"));
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Failed>());
        Assert.That(errors[0], Does.StartWith("error ROCL0168 faulty.json: monitors.eye "));

        using var held = new FaultyRun();
        Assert.That(
            held.Run("evaluate=[]", Watched("held out"), "images={\"validation\":4}").Outcome,
            Is.InstanceOf<RunOutcome.Finished>()
        );
    }

    [Test]
    public void A_run_that_goes_on_writes_the_same_lines_once_and_does_not_say_a_fault_again()
    {
        using var whole = new FaultyRun();
        whole.Run("evaluate=[]", Watched("throws", after: 1));
        using var cut = new FaultyRun();
        cut.Run("evaluate=[]", Watched("throws", after: 1));
        foreach (var folder in Directory.GetDirectories(cut.Folder.Checkpoints))
        {
            if (Path.GetFileName(folder) is "step-00000003" or "step-00000004")
                Directory.Delete(folder, recursive: true);
        }
        var (outcome, errors) = cut.Run("evaluate=[]", Watched("throws", after: 1));
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>());
        Assert.That(errors, Is.Empty, "it was said when the run was here before");
        Assert.That(File.ReadAllText(cut.Folder.Metrics), Is.EqualTo(File.ReadAllText(whole.Folder.Metrics)));
        Assert.That(cut.Checkpoints()[4], Is.EqualTo(Plain.Value));
        Assert.That(JsonSerializer.Serialize(Lines(cut).Select(line => line["step"])), Is.EqualTo("[0,1,2,3]"));
    }

    [TestCase("\"3 steps\"", new long[] { 2 })]
    [TestCase("\"1 epoch\"", new long[] { 3 })]
    [TestCase("\"1/2 epochs\"", new long[] { 1, 3 })]
    public void It_measures_where_it_is_due(string every, long[] steps)
    {
        using var run = new FaultyRun();
        run.Run($"monitors.eye={{\"use\":\"faulty-monitor\",\"every\":{every}}}");
        var measured = Lines(run).Where(line => line["monitors"] is not null).Select(line => (long)line["step"]!);
        Assert.That(measured, Is.EqualTo(steps));
    }
}
