using System.Text.Json.Nodes;
using Processes.Tests.Runs;

namespace Processes.Tests.Sources;

/// <summary>What a component writes to the console is no result.</summary>
public sealed class WritingToTheConsole
{
    private const string Talks = """
        [Component("talks", "Says what it sees")]
        public sealed record Talks : IAugmentation
        {
            public Tensor Apply(Tensor images, Rng random)
            {
                Console.WriteLine($"{images.shape[0]} images");
                return images.alias();
            }
        }
        """;

    [Test]
    public void It_goes_to_standard_error_so_that_results_stay_what_a_program_reads()
    {
        using var rocl = new Rocl();
        File.WriteAllText(rocl["Talks.cs"], Talks);
        var ended = rocl.RunAlone([
            "run",
            "demo-simclr",
            "--json",
            "--device",
            "cpu",
            "--plugin",
            "Talks.cs",
            .. Rocl.Tiny,
            "--set",
            "views.a.augment=[\"talks\"]",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(JsonNode.Parse(ended.Output)!["rows"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(ended.Error, Does.Contain("32 images"));
    }
}
