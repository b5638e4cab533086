using System.Security.Cryptography;

namespace Processes.Tests.Runs;

/// <summary>
/// A finished run that goes on in a new one: longer, or from any of its checkpoints. One process
/// does all commands.
/// </summary>
public sealed class GoingOnInANewRun
{
    private static readonly string[] Alone = ["--no-supervisor", "--device", "cpu"];

    [Test]
    public void It_begins_at_a_checkpoint_says_how_the_schedule_goes_on_and_leaves_the_other_run_as_it_was()
    {
        using var rocl = new Rocl();
        var trained = rocl.Run([
            "run",
            "demo-simclr",
            "--out",
            "first",
            .. Rocl.Tiny,
            "--set",
            "checkpoints.keep=9",
            "--set",
            "evaluate=[]",
        ]);
        Assert.That(trained.Code, Is.Zero, trained.ToString());
        var before = Hashes(rocl);

        var longer = rocl.Run(["run", "first", "--set", "train.epochs=3", "--out", "longer", .. Alone]);
        Assert.That(longer.Code, Is.Zero, longer.ToString());
        Assert.That(
            longer.Output,
            Does.Contain("Goes on from first after step 8, weights ")
                .And.Contain(": 4 of 12 steps are left (3 epochs in all). That run's folder is only read.")
                .And.Contain("Learning rate (warmup-cosine) follows the new recipe as if it had held")
                .And.Contain("the last step was taken with 0.006699, the next is taken with 0.034549")
                .And.Contain("It becomes 5.16 times higher here.")
        );
        Assert.That(File.ReadLines(rocl["longer/metrics.jsonl"]).Count(), Is.EqualTo(12));
        var record = rocl.Json("longer/environment.json").AsArray()[^1]!["parent"]!;
        Assert.That((string)record["path"]!, Is.EqualTo(rocl["first"]));
        Assert.That((long)record["step"]!, Is.EqualTo(8));
        Assert.That((string)record["weights"]!, Is.EqualTo(Weights(rocl, "first")));
        Assert.That(rocl.Run("show", "longer").Output, Does.Contain("goes on from").And.Contain("after step 8"));

        var same = rocl.Run(["run", "--from", "first@4", "--out", "same", .. Alone]);
        Assert.That(same.Output, Does.Contain("Learning rate (warmup-cosine) goes on as it was:"), same.ToString());
        Assert.That(Weights(rocl, "same"), Is.EqualTo(Weights(rocl, "first")));
        Assert.That(
            rocl.Run(["run", "first@4", "--out", "same", .. Alone]).Output,
            Does.Contain("same has finished."),
            "the command is start and restart"
        );

        Assert.That(Refusal(rocl, "--from", "first@6", "--out", "same"), Does.StartWith("error ROCL0833 same: "));
        Assert.That(Refusal(rocl, "--from", "first", "--seeds", "2"), Does.StartWith("error ROCL0830 first: "));
        Assert.That(Refusal(rocl, "--from", "first", "--set", "train.batch=16"), Does.StartWith("error ROCL0831 "));
        Assert.That(Refusal(rocl, "first", "--set", "train.epochs=1"), Does.StartWith("error ROCL0832 "));
        Assert.That(Refusal(rocl, "--from", "first@5"), Does.StartWith("error ROCL0540 first: "));
        Assert.That(Refusal(rocl, "first", "--set", "about=x"), Does.StartWith("error ROCL0008 first: "));
        NothingIsRelabelled(rocl);
        Assert.That(Hashes(rocl), Is.EqualTo(before));
    }

    // Neither what no step is left for, nor images that were trained on as images that were not.
    private static void NothingIsRelabelled(Rocl rocl)
    {
        var recipe = Path.Combine("first", "recipe.json");
        Assert.That(
            Refusal(rocl, "first", "--set", "optimizer.lr=0.5", "--seed", "4", "--set", "images.seed=1"),
            Does.StartWith($"error ROCL0835 {recipe}: optimizer.lr, seed: ").And.Contain("optimizer.lr 0.1 -> 0.5")
        );
        Assert.That(
            Refusal(rocl, "first", "--seed", "4", "--set", "train.epochs=3"),
            Does.StartWith($"error ROCL0271 {recipe}: images.seed: ")
        );
        var page = rocl.Run("show", "first", "--html", recipe);
        Assert.That(page.Error, Does.StartWith($"error ROCL0601 {recipe}: "));
    }

    private static string Refusal(Rocl rocl, params string[] asked)
    {
        var ended = rocl.Run(["run", .. asked, .. Alone]);
        Assert.That(ended.Code, Is.Not.Zero, ended.ToString());
        return ended.ErrorLines.Single();
    }

    private static string Weights(Rocl rocl, string run) => (string)rocl.Json($"{run}/summary.json")["weights"]!;

    private static Dictionary<string, string> Hashes(Rocl rocl) =>
        Directory
            .EnumerateFiles(rocl["first"], "*", SearchOption.AllDirectories)
            .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
}
