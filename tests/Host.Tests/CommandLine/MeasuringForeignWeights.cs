using RoCL.Suites.Asking;
using RoCL.Suites.Measuring;

namespace Host.Tests.CommandLine;

/// <summary>What <c>rocl evaluate FILE.safetensors</c> runs.</summary>
public sealed class MeasuringForeignWeights
{
    [Test]
    public void It_is_a_run_without_a_step_whose_encoder_begins_with_the_file()
    {
        var run = ForeignWeights.Run(Asked("a.safetensors"), "resnet34", null, TimeProvider.System);
        Assert.That(run.Targets, Is.EqualTo(new[] { "simclr" }));
        Assert.That(
            run.Variation.Settings,
            Is.EqualTo(
                new[]
                {
                    "train.epochs=0",
                    """init={"from":"a.safetensors","parts":["encoder"]}""",
                    "encoder.use=resnet34",
                    "images.test=40",
                    "data=cifar-10",
                }
            )
        );
        Assert.That(run.Out, Does.EndWith("-a"));
    }

    [Test]
    public void It_is_measured_alone() =>
        Assert.That(
            Assert
                .Throws<ProblemException>(() =>
                    ForeignWeights.Run(Asked("a.safetensors", "runs/b"), null, null, TimeProvider.System)
                )!
                .Problem.Code,
            Is.EqualTo("ROCL0834")
        );

    private static EvaluateRequest Asked(params string[] targets) =>
        new([.. targets], null, ["data=cifar-10"], 40, "cpu", false, false, false);
}
