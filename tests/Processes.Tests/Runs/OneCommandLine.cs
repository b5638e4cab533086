namespace Processes.Tests.Runs;

/// <summary>
/// One line of a batch script is both start and restart: --out names a folder that may hold the
/// run.
/// </summary>
public sealed class OneCommandLine
{
    private static string[] Command(params string[] more) =>
        ["run", "demo-rocl", "--device", "cpu", "--out", "run", .. Rocl.Tiny, "--set", "evaluate=[]", .. more];

    [Test]
    public void It_begins_a_run_goes_on_with_it_and_leaves_one_that_has_finished()
    {
        using var rocl = new Rocl();
        var begun = rocl.Run(Command());
        Assert.That(begun.Code, Is.Zero, begun.ToString());
        var summary = File.ReadAllText(rocl["run/summary.json"]);
        var metrics = File.ReadAllText(rocl["run/metrics.jsonl"]);

        var finished = rocl.Run(Command());
        Assert.That(finished.Code, Is.Zero, finished.ToString());
        Assert.That(finished.Output, Does.Contain("run has finished."));
        Assert.That(File.ReadAllText(rocl["run/summary.json"]), Is.EqualTo(summary));

        // As it was before its last two steps.
        var weights = (string)rocl.Json("run/summary.json")["weights"]!;
        File.Delete(rocl["run/summary.json"]);
        Directory.Delete(Directory.GetDirectories(rocl["run/checkpoints"]).Max()!, recursive: true);
        var ended = rocl.Run(Command());
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(File.ReadAllText(rocl["run/log.jsonl"]), Does.Contain("\"First\":6,"));
        Assert.That((string)rocl.Json("run/summary.json")["weights"]!, Is.EqualTo(weights));
        Assert.That(File.ReadAllText(rocl["run/metrics.jsonl"]), Is.EqualTo(metrics));

        var other = rocl.Run(Command("--seed", "5", "--set", "optimizer.lr=0.3"));
        Assert.That((other.Code, other.ErrorLines.Length), Is.EqualTo((6, 1)), other.ToString());
        Assert.That(
            other.ErrorLines[0],
            Does.StartWith("error ROCL0601 run: ").And.Contain("seed 1 -> 5").And.Contain("optimizer.lr 0.1 -> 0.3")
        );
    }
}
