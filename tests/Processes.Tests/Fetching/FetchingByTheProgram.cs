using Processes.Tests.Runs;
using Shared.Datasets;

namespace Processes.Tests.Fetching;

/// <summary>Data that the program gets from a mirror before it trains.</summary>
[NonParallelizable]
public sealed class FetchingByTheProgram
{
    private static readonly byte[] Archive = Official.Archive(
        Official.BinaryTen,
        Official.TenInBinary(
            [.. Enumerable.Range(0, 5).Select(i => Photos.Random(new(i), 32))],
            Photos.Random(new(9), 40)
        )
    );

    private static string Data(string mirror, string path, bool verify = false) =>
        $$"""
            data={ "use": "cifar-10", "path": "{{path}}", "verify": {{(
                verify ? "true" : "false"
            )}}, "mirror": "{{mirror}}" }
            """;

    [Test]
    public void The_program_fetches_once_and_trains()
    {
        using var rocl = new Rocl();
        using var published = new Published(Archive, Answer.Whole);
        // The program's, too: it is a child of this process.
        Environment.SetEnvironmentVariable("NO_PROXY", "127.0.0.1");
        string[] run =
        [
            "run",
            "demo-simclr",
            "--device",
            "cpu",
            "--fetch",
            .. Rocl.Tiny,
            "--set",
            Data(published.Mirror, "data/cifar-10-binary.tar.gz"),
            "--set",
            "evaluate=[]",
        ];
        var ended = rocl.Run([.. run, "--out", "first"]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Output, Does.Contain($"Fetched {rocl["data/cifar-10-binary.tar.gz"]} from http"));
        Assert.That(rocl.Run([.. run, "--out", "second"]).Code, Is.Zero);
        Assert.That(published.Ranges, Has.Count.EqualTo(1));
    }

    [TestCase("ROCL0463", (int)Answer.NotFound)]
    [TestCase("ROCL0464", (int)Answer.Whole)]
    public void The_program_refuses_what_is_not_the_published_file(string code, int answer)
    {
        using var rocl = new Rocl();
        using var published = new Published(Archive, (Answer)answer);
        Environment.SetEnvironmentVariable("NO_PROXY", "127.0.0.1");
        var ended = rocl.Run(
            "run",
            "demo-simclr",
            "--fetch",
            "--set",
            Data(published.Mirror, "cifar.tar.gz", verify: true)
        );
        Assert.That(
            (ended.Code, ended.ErrorLines.Length, rocl.Files().Any()),
            Is.EqualTo((5, 1, false)),
            ended.ToString()
        );
        Assert.That(ended.ErrorLines[0], Does.StartWith($"error {code} {published.Mirror}/cifar-10-binary.tar.gz: "));
    }

    [Test]
    public void Without_the_option_missing_data_is_refused_and_the_option_is_named()
    {
        using var rocl = new Rocl();
        var ended = rocl.Run("run", "demo-simclr", "--set", "data={\"use\":\"cifar-10\",\"path\":\"cifar.tar.gz\"}");
        Assert.That(ended.Code, Is.EqualTo(5), ended.ToString());
        Assert.That(ended.ErrorLines.Single(), Does.StartWith("error ROCL0440 ").And.Contain("--fetch"));
    }
}
