using RoCL.Runs.Checkpoints;
using RoCL.Runs.Journal;
using RoCL.Runs.Recovery;
using RoCL.Runs.Training;
using Shared.Runs;

namespace Runs.Tests.Training;

/// <summary>
/// Training whose numbers stop being finite, through the real engine: what it does then is on disk,
/// and the same bits come out.
/// </summary>
[NonParallelizable]
public sealed class Diverging
{
    // A learning rate at which the second step's loss is infinite.
    private static readonly string[] Steep =
    [
        "optimizer.lr=1000",
        "evaluate=[]",
        "checkpoints={\"every\":\"2 steps\",\"keep\":2}",
    ];
    private const string Back = "notFinite={\"then\":\"back\",\"factor\":\"1e-5\",\"limit\":2}";

    [Test]
    public void Goes_back_with_a_lower_learning_rate_to_the_same_bits_from_wherever_it_is_resumed()
    {
        using var run = new FaultyRun();
        string[] settings = [.. Steep, Back];
        var (whole, errors) = run.Run(settings);
        Assert.That(whole, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));
        var history = GoingBack.In(run.Folder).Match(read => read, _ => []);
        Assert.That(history, Is.Not.Empty);
        Assert.That(history.Select(back => (back.Factor, Due: back.To % 2)), Is.All.EqualTo((1e-5, 0L)));
        Assert.That(history[0].Why, Does.StartWith("ROCL0320 ").And.Contain($"step {history[0].At}"));
        Assert.That(File.ReadAllText(run.Folder.Log), Does.Contain("Going back from step"));
        var metrics = File.ReadAllText(run.Folder.Metrics);
        var weights = Weights(whole);
        Assert.That(
            Metrics.Read(run.Folder).Select(metric => metric.Step),
            Is.EqualTo(new long[] { 0, 1, 2, 3 }),
            "each step once"
        );

        foreach (var lost in new[] { "checkpoints/step-00000004", "checkpoints", "gone-back.json" })
        {
            var path = Path.Combine(run.Folder.Root, lost);
            if (lost == "gone-back.json")
                Directory.Delete(run.Folder.Checkpoints, recursive: true);
            if (File.Exists(path))
                File.Delete(path);
            else
                Directory.Delete(path, recursive: true);
            File.Delete(run.Folder.Summary);
            Assert.That(Weights(run.Run(settings).Outcome), Is.EqualTo(weights), $"without {lost}");
            Assert.That(File.ReadAllText(run.Folder.Metrics), Is.EqualTo(metrics), $"without {lost}");
        }
        File.WriteAllText(run.Folder.GoneBack, "[{}]");
        Assert.That(
            ((RunOutcome.Failed)run.Run(settings).Outcome).Problem.Code,
            Is.EqualTo("ROCL0606"),
            "the learning rate is not guessed"
        );
    }

    [Test]
    public void Fails_when_going_back_did_not_help_often_enough_and_nothing_of_it_was_saved()
    {
        using var run = new FaultyRun();
        var (ended, _) = run.Run([.. Steep, "notFinite={\"then\":\"back\",\"factor\":0.999,\"limit\":2}"]);
        Assert.That(((RunOutcome.Failed)ended).Problem.Code, Is.EqualTo("ROCL0323"));
        Assert.That(((RunOutcome.Failed)ended).Problem.What, Does.EndWith("The run went back 2 times before."));
        Assert.That(GoingBack.In(run.Folder).Match(read => read.Length, _ => 0), Is.EqualTo(2));
        Assert.That(
            new CheckpointStore(run.Folder, _ => { }).Verify().SelectMany(checkpoint => checkpoint.Problems),
            Is.Empty
        );
    }

    [Test]
    public void Batches_are_left_out_and_told_until_there_are_too_many_in_a_row()
    {
        using var run = new FaultyRun();
        string[] settings = ["loss.0.kind=nan", $"loss.0.repaired={run.Repaired}", "evaluate=[]"];
        var (ended, errors) = run.Run([.. settings, "notFinite=skip"]);
        Assert.That(ended, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));
        Assert.That(
            Metrics.Read(run.Folder).Select(metric => (metric.Step, metric.Skipped, Known: metric.Loss is not null)),
            Is.EqualTo(
                new (long, bool?, bool)[] { (0, null, true), (1, null, true), (2, true, false), (3, true, false) }
            )
        );
        Assert.That(
            Metrics.Read(run.Folder).Last().Why,
            Does.StartWith("ROCL0320 ").And.Contain("loss.0 (Faulty/faulty-loss 1.2.3), step 3")
        );
        Assert.That(errors, Has.Exactly(2).EndsWith("Its batch is left out."));
        Assert.That(run.Checkpoints()[4], Is.EqualTo(run.Checkpoints()[2]), "two batches that change nothing");

        using var strict = new FaultyRun();
        var (failed, _) = strict.Run(["loss.0.kind=nan", "evaluate=[]", "notFinite={\"then\":\"skip\",\"limit\":1}"]);
        Assert.That(((RunOutcome.Failed)failed).Problem.Code, Is.EqualTo("ROCL0322"));
    }

    [Test]
    public void A_checkpoint_that_a_stop_wrote_decides_nothing_and_is_set_aside()
    {
        using var run = new FaultyRun();
        var job = run.JobOf([.. Steep, Back]);
        foreach (var step in new[] { 2, 3 })
            Directory.CreateDirectory(Path.Combine(run.Folder.Checkpoints, $"step-{step:00000000}"));
        var why = new Problem("ROCL0320", "loss.0", "is not finite.", "");
        Assert.That(GoingBack.Once(run.Folder, job.Plan, 4, why).Match(back => back.To, _ => -1), Is.EqualTo(2));
        Assert.That(
            Directory
                .EnumerateDirectories(run.Folder.Checkpoints)
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "before-going-back-1-step-00000003", "step-00000002" })
        );
        Assert.That(
            GoingBack.Once(run.Folder, job.Plan, 2, why).Match(back => back.To, _ => -1),
            Is.Zero,
            "what led there is taken anew, not what comes after"
        );
        Assert.That(GoingBack.Once(run.Folder, job.Plan, 2, why).Problems[0].Code, Is.EqualTo("ROCL0323"));
    }

    private static string Weights(RunOutcome outcome) => ((RunOutcome.Finished)outcome).Summary.Weights;
}
