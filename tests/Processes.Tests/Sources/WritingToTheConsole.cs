using System.Text.Json.Nodes;
using Processes.Tests.Runs;

namespace Processes.Tests.Sources;

/// <summary>What a component writes to the console is no result.</summary>
public sealed class WritingToTheConsole
{
    private const string Talks = """
        using System.Runtime.InteropServices;

        [Component("talks", "Says what it sees")]
        public sealed record Talks : IAugmentation
        {
            public Tensor Apply(Tensor images, Rng random)
            {
                Console.WriteLine($"{images.shape[0]} images");
                using var stream = Console.OpenStandardOutput();
                stream.Write("of its own stream"u8);
                Puts("of native code");
                Flush(0);
                return images.alias();
            }

            [DllImport("libc", EntryPoint = "puts")]
            private static extern int Puts(string text);

            [DllImport("libc", EntryPoint = "fflush")]
            private static extern int Flush(nint stream);
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
        Assert.That(ended.Error, Does.Contain("of its own stream"));
        Assert.That(ended.Error, Does.Contain("of native code"));
    }
}
