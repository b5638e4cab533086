using System.Text.Json.Nodes;

namespace Processes.Tests.Runs;

/// <summary>
/// The same steps on CUDA and on the CPU. Needs a host built with <c>-p:TorchBackend=cuda</c> on a
/// machine with a GPU.
/// </summary>
[Category("Gpu")]
public sealed class ComputingOnCuda
{
    [Test]
    public void A_step_on_cuda_is_the_step_on_the_cpu_up_to_rounding()
    {
        using var rocl = new Rocl();
        if (!rocl.Run("doctor").Output.Contains("cuda:0", StringComparison.Ordinal))
            Assert.Ignore("no CUDA device that libtorch sees");
        foreach (var device in new[] { "cpu", "cuda" })
        {
            var ended = rocl.Run([
                "run",
                "demo-rocl",
                "--out",
                device,
                "--device",
                device,
                .. Rocl.Tiny,
                "--set",
                "train.epochs=1",
                "--set",
                "evaluate=[]",
            ]);
            Assert.That(ended.Code, Is.Zero, ended.ToString());
        }
        var cpu = Step(rocl, "cpu");
        var cuda = Step(rocl, "cuda");
        foreach (var figure in new[] { "loss", "gradientNorm" })
            Assert.That((double)cuda[figure]!, Is.EqualTo((double)cpu[figure]!).Within(0.1).Percent, figure);
    }

    private static JsonNode Step(Rocl rocl, string run) =>
        JsonNode.Parse(File.ReadLines(rocl[$"{run}/metrics.jsonl"]).First())!;
}
