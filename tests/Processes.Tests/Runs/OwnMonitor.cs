namespace Processes.Tests.Runs;

/// <summary>
/// A stranger's monitor in one C# file: it measures beside two steps, the weights are those of a
/// run without it, and a run that goes on has the same lines.
/// </summary>
public sealed class OwnMonitor
{
    private const string Norms = """
        using System.ComponentModel.DataAnnotations;

        /// <summary>The longest embedding, and the mean of held-out features.</summary>
        /// <param name="Images">Held-out images.</param>
        [Component("norms", "The longest embedding")]
        public sealed record Norms([Range(1, 1000)] int Images = 20) : IMonitor
        {
            public bool NeedsHeldOut => true;

            public IReadOnlyDictionary<string, double> Measure(MonitorInput input)
            {
                using var encoder = input.Bench.Encoder();
                var heldOut = input.Bench.Test.Gather(arange(Images, ScalarType.Int64)).Images;
                using var quiet = no_grad();
                return new Dictionary<string, double>
                {
                    ["longest"] = input.Outputs.Select(view => view.norm(1).max().item<float>()).Append(0).Max(),
                    ["features"] = encoder.call(heldOut).mean().item<float>(),
                };
            }
        }
        """;

    private static readonly string[] TwoSteps =
    [
        "--no-supervisor",
        "--device",
        "cpu",
        "--set",
        "images={\"train\":128,\"test\":20}",
        "--set",
        "train={\"epochs\":1,\"batch\":64}",
        "--set",
        "checkpoints={\"every\":\"1 steps\",\"keep\":9}",
        "--set",
        "evaluate=[]",
    ];

    private static readonly string[] Watched =
    [
        "--plugin",
        "Norms.cs",
        "--set",
        "monitors.mine={\"use\":\"norms\",\"images\":10,\"views\":[\"a\",\"b@features\"],\"every\":\"1 step\"}",
        "--set",
        "monitors.probe={\"use\":\"online-accuracy\",\"images\":20,\"k\":3,\"threat\":{\"linf\":\"8/255\"},"
            + "\"attack\":{\"use\":\"pgd\",\"iterations\":2,\"relativeStep\":0.5}}",
    ];

    [Test]
    public void Measures_two_steps_changes_no_weight_and_goes_on_to_the_same_lines()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        File.WriteAllText(rocl["Norms.cs"], Norms);
        var plain = rocl.Run(["run", "demo-simclr", "--out", "plain", .. TwoSteps]);
        Assert.That(plain.Code, Is.Zero, plain.ToString());
        var ended = rocl.Run(["run", "demo-simclr", "--out", "whole", .. TwoSteps, .. Watched]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        var weights = (string)rocl.Json("plain/summary.json")["weights"]!;
        Assert.That((string)rocl.Json("whole/summary.json")["weights"]!, Is.EqualTo(weights));

        var lines = File.ReadAllText(rocl["whole/metrics.jsonl"]);
        Assert.That(lines.Split("\"mine\":{\"features\":"), Has.Length.EqualTo(3), "after each step");
        Assert.That(lines.Split("\"probe\":{\"PGD-2 linf 8/255\":"), Has.Length.EqualTo(2), "after the epoch");
        var shown = rocl.Run("show", "whole");
        Assert.That(
            shown.Output,
            Does.Contain("whole: monitor mine after step 1: features ")
                .And.Contain("whole: monitor probe after step 1: PGD-2 linf 8/255 ")
        );

        // What a stopped run has left: the checkpoint after the first step.
        Directory.Move(rocl["whole"], rocl["pieces"]);
        Directory.Delete(rocl["pieces/checkpoints/step-00000002"], recursive: true);
        File.Delete(rocl["pieces/summary.json"]);
        var resumed = rocl.Run("run", "pieces", "--plugin", "Norms.cs");
        Assert.That(resumed.Code, Is.Zero, resumed.ToString());
        Assert.That(File.ReadAllText(rocl["pieces/metrics.jsonl"]), Is.EqualTo(lines));
        Assert.That((string)rocl.Json("pieces/summary.json")["weights"]!, Is.EqualTo(weights));
        Assert.That(rocl.Run("check", "Norms.cs", "--cases", "4").Code, Is.Zero);
    }
}
