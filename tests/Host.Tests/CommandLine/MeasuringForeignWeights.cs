using System.Collections.Immutable;
using RoCL.Core.Models;
using RoCL.Core.Tensors;
using RoCL.Runs.Files;
using RoCL.Suites.Asking;
using RoCL.Suites.Measuring;
using Shared.Folders;
using Shared.Plugins;

namespace Host.Tests.CommandLine;

/// <summary>What <c>rocl evaluate FILE.safetensors</c> runs.</summary>
public sealed class MeasuringForeignWeights
{
    [Test]
    public void It_is_a_run_without_a_step_whose_encoder_begins_with_the_file()
    {
        var run = ForeignWeights.Run(Asked("a.safetensors"), "resnet34", null);
        Assert.That(run.Targets, Is.EqualTo(new[] { "simclr" }));
        Assert.That(
            Values(run),
            Is.EqualTo(
                new[]
                {
                    """init={"from":"a.safetensors","parts":["encoder"]}""",
                    "train.epochs=0",
                    "encoder.use=resnet34",
                    "images.test=40",
                    "data=cifar-10",
                }
            )
        );
        Assert.That((run.Out, run.NewName), Is.EqualTo(((string?)null, "a")));
    }

    [Test]
    public void Trained_heads_that_the_recipe_measures_are_taken_from_the_file_too()
    {
        var run = ForeignWeights.Run(Asked("a.safetensors"), null, "demo-supervised");
        Assert.That(
            Values(run),
            Does.Contain("""init={"from":"a.safetensors","parts":["encoder","heads.classifier"]}""")
        );
        var inside = Asked("a.safetensors") with
        {
            Settings =
            [
                """heads.h={"use":"linear","on":"projector"}""",
                """evaluate=[{"use":"transfer","by":{"use":"trained-head","head":"h"}},"trained-head"]""",
            ],
        };
        Assert.That(
            Values(ForeignWeights.Run(inside, null, null))[0],
            Does.EndWith("\"parts\":[\"encoder\",\"heads.h\",\"heads.projector\",\"heads.classifier\"]}")
        );
    }

    [Test]
    public void The_files_own_normalisation_is_used_where_the_recipe_has_none()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "a.safetensors");
        var words = new WeightsMetadata([], new([0.5], [0.25])).ToMetadata();
        using (var stream = File.Create(file))
            Safetensors.Write(TensorFile.Of([KeyValuePair.Create("conv1.weight", zeros(1))], words), stream);
        const string own = """normalize={"mean":[0.5],"deviation":[0.25]}""";
        Assert.That(Values(Asked(file)), Does.Contain(own));
        var stated = Asked(file) with { Settings = ["""normalize={"mean":[0.1],"deviation":[0.2]}"""] };
        Assert.That(Values(stated), Does.Not.Contain(own), "another one is a warning when the weights are looked at");
    }

    [Test]
    public void It_is_measured_alone() =>
        Assert.That(
            Assert
                .Throws<ProblemException>(() => ForeignWeights.Run(Asked("a.safetensors", "runs/b"), null, null))!
                .Problem.Code,
            Is.EqualTo("ROCL0834")
        );

    [Test]
    public void A_head_is_measured_where_the_evaluation_itself_says_so_and_by_its_default()
    {
        static string Init(string evaluation)
        {
            var asked = Asked("a.safetensors") with { Settings = [$"evaluate=[{evaluation}]"] };
            return Values(asked)[0];
        }

        Assert.That(Init("\"trained-head\""), Does.Contain("heads.classifier"));
        Assert.That(Init("""{"use":"Evaluations.Linear/trained-head","head":"h"}"""), Does.Contain("heads.h"));
        Assert.That(Init("""{"use":"fine-tuning","head":"h"}"""), Does.Not.Contain("heads."));
        Assert.That(Init("""{"use":"nobody","head":"h"}"""), Does.Not.Contain("heads."), "refused elsewhere");
    }

    private static ImmutableArray<string> Values(EvaluateRequest asked) =>
        Values(ForeignWeights.Run(asked, null, null));

    private static ImmutableArray<string> Values(RunRequest run) =>
        new MeasuredWeights(Places.Catalogue(Places.BuiltPlugins), new DiskFiles()).In(run).Settings;

    private static EvaluateRequest Asked(params string[] targets) =>
        new([.. targets], null, ["data=cifar-10"], 40, "cpu", false, false, false);
}
