using Processes.Tests.New;
using Processes.Tests.Runs;

namespace Processes.Tests.Sources;

/// <summary>
/// An optimizer and a learning rate, each one file of a stranger in an empty folder.
/// </summary>
public sealed class StrangersOptimizer
{
    /// <summary>The optimizer's file.</summary>
    internal const string Optimizer = """
        using System.ComponentModel.DataAnnotations;

        /// <summary>
        /// Steps along the gradient's root mean square, Tieleman and Hinton 2012.
        /// </summary>
        [Component("rms-steps", "RMSProp")]
        public sealed record RmsSteps([Range(0.0, 10.0)] double Lr = 1e-3, double Decay = 0.9) : IOptimizer
        {
            public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter) =>
                new Dictionary<string, Tensor> { ["square"] = zeros_like(parameter), ["steps"] = zeros([], int64) };

            public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
            {
                var steps = state["steps"].add_(1).item<long>();
                var square = state["square"].mul_(Decay).addcmul_(gradient, gradient, 1 - Decay);
                var unbiased = square / (1 - Math.Pow(Decay, steps));
                parameter.addcdiv_(gradient, unbiased.sqrt().add_(1e-8), -rate);
            }
        }
        """;

    private const string Rate = """
        /// <summary>Falls in a straight line to nothing.</summary>
        [Component("straight-down", "A straight line to zero")]
        public sealed record StraightDown : ILearningRate
        {
            public double At(double lr, Moment moment) => lr * (1 - moment.EpochsDone / moment.Epochs);
        }
        """;

    private static readonly string[] Plugins = ["--plugin", "RmsSteps.cs", "--plugin", "StraightDown.cs"];

    [Test]
    public void Trains_and_evaluates_keeps_its_promises_and_goes_on_to_the_same_bits()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        File.WriteAllText(rocl["RmsSteps.cs"], Optimizer);
        File.WriteAllText(rocl["StraightDown.cs"], Rate);
        foreach (var file in new[] { "RmsSteps.cs", "StraightDown.cs" })
        {
            var held = rocl.Run("check", file, "--cases", "2");
            Assert.That(held.Code, Is.Zero, held.ToString());
        }

        var whole = Train(rocl, "whole");
        Assert.That(File.ReadAllLines(rocl["whole/metrics.jsonl"]), Has.Length.EqualTo(2));
        Assert.That(File.ReadAllText(rocl["whole/metrics.jsonl"]), Does.Contain("\"learningRate\":0.005"));
        var evaluated = (string?)rocl.Json("whole/summary.json")["evaluations"]![0]!["protocol"];
        Assert.That(evaluated, Does.Contain("epochs of rms-steps"));

        // What a stopped run has left: the checkpoint after the first step.
        Train(rocl, "pieces");
        Directory.Delete(rocl["pieces/checkpoints/step-00000002"], recursive: true);
        File.Delete(rocl["pieces/summary.json"]);
        var resumed = rocl.Run(["run", "pieces", .. Plugins]);
        Assert.That(resumed.Code, Is.Zero, resumed.ToString());
        Assert.That((string?)rocl.Json("pieces/summary.json")["weights"], Is.EqualTo(whole));
    }

    private static string? Train(Rocl rocl, string folder)
    {
        var ended = rocl.Run([
            "run",
            "demo-rocl",
            "--no-supervisor",
            "--out",
            folder,
            "--device",
            "cpu",
            .. Plugins,
            .. Templating.TwoSteps.SkipLast(2),
            "--set",
            "optimizer={\"use\":\"rms-steps\",\"lr\":0.01,\"clip\":1,\"groups\":[{\"match\":\"heads.*\",\"lr\":0.02}]}",
            "--set",
            "learningRate=straight-down",
            "--set",
            "checkpoints={\"every\":\"1 steps\",\"keep\":9}",
            "--set",
            "masking.images=0",
            "--set",
            "evaluate={\"use\":\"linear\",\"epochs\":1,\"optimizer\":\"rms-steps\",\"learningRate\":\"straight-down\"}",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        return (string?)rocl.Json($"{folder}/summary.json")["weights"];
    }
}
