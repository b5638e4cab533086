using Shared.Plugins;

namespace Processes.Tests.Runs;

/// <summary>A run that fails goes on by itself, from its newest checkpoint.</summary>
public sealed class GoingOn
{
    [Test]
    public void A_run_whose_plugin_fails_once_goes_on_from_its_checkpoint_to_the_same_bits()
    {
        using var rocl = new Rocl();
        string[] recipe =
        [
            "run",
            "demo-rocl",
            "--device",
            "cpu",
            "--plugins",
            Places.TestPlugin("ThrowsOnce"),
            .. Rocl.Tiny,
            "--set",
            "evaluate=[]",
        ];
        string Attack(string marker) =>
            $"views.adv.attack={{\"use\":\"throws-once\",\"marker\":\"{marker}\",\"call\":6}}";
        File.WriteAllText(rocl["calm"], "");
        Assert.That(rocl.Run([.. recipe, "--out", "whole", "--set", Attack("calm")]).Code, Is.Zero);

        var ended = rocl.Run([.. recipe, "--out", "cut", "--set", Attack("thrown")]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(
            ended.Error,
            Does.StartWith("warning attempt 1 failed (ROCL0300 ").And.Contain("ThrowsOnce/throws-once")
        );
        Assert.That(
            File.ReadAllText(rocl["cut/metrics.jsonl"]),
            Is.EqualTo(File.ReadAllText(rocl["whole/metrics.jsonl"]))
        );
        Assert.That(
            (string)rocl.Json("cut/summary.json")["weights"]!,
            Is.EqualTo((string)rocl.Json("whole/summary.json")["weights"]!)
        );
        Assert.That(
            File.ReadAllText(rocl["cut/log.jsonl"]),
            Does.Contain("\"First\":4,").And.Contain("   at "),
            "the log tells where it went on, and has the stack"
        );
    }
}
