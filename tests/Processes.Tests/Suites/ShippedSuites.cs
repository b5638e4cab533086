using Processes.Tests.Runs;
using RoCL.Runs.Recipes;

namespace Processes.Tests.Suites;

/// <summary>
/// Every suite beside the program, whichever there are, can be read, and two of the demonstration's
/// size be planned.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class ShippedSuites
{
    private static IEnumerable<TestCaseData<string>> Small =>
        [
            new("demo-robustness"),
            new TestCaseData<string>("demo-transfer").Explicit("Twenty seconds: it opens many parts of the data."),
        ];

    // As it stands but for the images, the encoder and the batch, so that its first steps are soon
    // timed.
    [TestCaseSource(nameof(Small))]
    public void Is_planned(string name)
    {
        using var rocl = new Rocl();
        var ended = rocl.Run(
            "run",
            name,
            "--plan",
            "--device",
            "cpu",
            "--set",
            "data=fashion-mnist",
            "--set",
            "images={\"train\":32,\"test\":10}",
            "--set",
            "encoder=small-resnet",
            "--set",
            "train={\"epochs\":1,\"batch\":8}",
            "--set",
            "masking.images=0"
        );
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Error, Is.Empty);
        var suite = SuiteFiles.Find(name)!.Value.Document;
        foreach (var (row, _) in suite["rows"]!.AsObject())
            Assert.That(ended.Output, Does.Contain($"| {row} "));
        Assert.That(
            ended.Output,
            Does.Contain(" runs are left: training ").And.Not.Contain("training not known"),
            "the first steps of every row were taken"
        );
        // What cannot be rehearsed: an attack that takes its gradient from another row's network,
        // before that row is trained; a transfer to an archive that is not here.
        var blind =
            suite.ToJsonString().Contains("row:", StringComparison.Ordinal)
            || suite["evaluate"]?.ToJsonString().Contains("cifar", StringComparison.Ordinal) == true;
        Assert.That(ended.Output.Contains("measuring at least", StringComparison.Ordinal), Is.EqualTo(blind));
        Assert.That(rocl.Files(), Is.Empty, "a plan makes nothing");
    }
}
