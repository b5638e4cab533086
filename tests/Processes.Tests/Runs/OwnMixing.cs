namespace Processes.Tests.Runs;

/// <summary>
/// A stranger's mixing, one C# file: checked, trained with, and refused where a loss would ignore
/// its shares.
/// </summary>
public sealed class OwnMixing
{
    private const string Source = """
        /// <summary>The left part of each image, and the right one of a partner.</summary>
        [Component("halves", "Left and right")]
        public sealed record Halves : IMixing
        {
            public Mixed Mix(Tensor images, Rng random)
            {
                var width = images.shape[3];
                var cut = (int)(random.Shared(1).item<float>() * width);
                var partners = random.Permutation(images.shape[0]);
                var isOwn = arange(width, device: images.device).lt(cut);
                var mixed = where(isOwn, images, images.index_select(0, partners));
                return new(mixed, partners, full(images.shape[0], (double)cut / width, device: images.device));
            }
        }
        """;

    [Test]
    public void Is_checked_and_trained_with_and_refused_where_its_shares_would_be_ignored()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        File.WriteAllText(rocl["Halves.cs"], Source);
        var held = rocl.Run("check", "Halves.cs", "--cases", "4");
        Assert.That(held.Code, Is.Zero, held.ToString());

        string[] command =
        [
            "run",
            "demo-rocl",
            "--device",
            "cpu",
            "--plugin",
            "Halves.cs",
            "--out",
            "run",
            "--set",
            "images={\"train\":128,\"test\":20}",
            "--set",
            "train={\"epochs\":1,\"batch\":64}",
            "--set",
            "views.adv.attack.iterations=1",
            "--set",
            "evaluate=[]",
            "--set",
            "views.m={\"mix\":\"a\",\"by\":\"halves\"}",
            "--set",
            "views.adv.perturb=m",
        ];
        var ended = rocl.Run(command);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(File.ReadAllLines(rocl["run/metrics.jsonl"]), Has.Length.EqualTo(2));

        Directory.Delete(rocl["run"], recursive: true);
        var refused = rocl.Run([.. command, "--set", "loss.0={\"use\":\"cos\",\"views\":[\"adv\",\"b\"]}"]);
        Assert.That(refused.Code, Is.Not.Zero);
        Assert.That(refused.Error, Does.Contain("error ROCL0190"));
    }
}
