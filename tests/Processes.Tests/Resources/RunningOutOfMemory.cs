using System.Globalization;
using System.Text.RegularExpressions;
using Processes.Tests.Runs;

namespace Processes.Tests.Resources;

/// <summary>
/// A process that gets no more memory: one line that names the batch to try, and that batch fits.
/// </summary>
public sealed partial class RunningOutOfMemory
{
    private const int LimitInKiB = 4_600_000;

    [Test, Platform("Linux"), Explicit("a batch of two thousand images and its halves: half a minute of arithmetic")]
    public void Following_what_the_error_says_comes_to_a_batch_that_fits()
    {
        using var rocl = new Rocl();
        rocl.Variables["DOTNET_GCHeapHardLimit"] = "0x10000000";
        rocl.Variables["MALLOC_ARENA_MAX"] = "2";
        var batch = 2000;
        var failures = 0;
        for (var ended = Train(rocl, batch); ended.Code != 0; ended = Train(rocl, batch))
        {
            if (ended.Error.Contains("ROCL0701", StringComparison.Ordinal))
                Assert.Ignore("libtorch does not load in so little memory here");
            Assert.That(ended.Code, Is.EqualTo(4), ended.ToString());
            var error = ended.ErrorLines.Where(line => !line.StartsWith("warning ", StringComparison.Ordinal)).Single();
            Assert.That(error, Does.Match("^error ROCL03(49|53) .*, step 0: The step found no memory left: "));
            Assert.That(
                ended.ErrorLines,
                Has.None.StartsWith("warning attempt"),
                "the same step asks for the same memory: it is not tried again"
            );
            Assert.That(ended.ToString(), Does.Not.Contain("   at "), "no stack trace");
            failures++;
            Assert.That(failures, Is.LessThan(4), "half, half and half again fits");
            batch = int.Parse(Named().Match(error).Groups[1].Value, CultureInfo.InvariantCulture);
        }
        Assert.That((failures, batch), Is.GreaterThan((0, 0)), "a batch of 2000 does not fit");
    }

    // --no-supervisor, since a limit is each process's own, and one process is enough.
    private static Ended Train(Rocl rocl, int batch)
    {
        using var process = rocl.Start(
            "sh",
            [
                "-c",
                $"ulimit -v {LimitInKiB}; exec \"$@\"",
                "sh",
                rocl.Program,
                "run",
                "demo-simclr",
                "--device",
                "cpu",
                "--no-supervisor",
                "--set",
                $"images={{\"train\":{batch},\"test\":40}}",
                "--set",
                $"train={{\"epochs\":1,\"batch\":{batch}}}",
                "--set",
                "evaluate=[]",
                "--out",
                $"batch-{batch}",
            ]
        );
        return Rocl.End(process);
    }

    [GeneratedRegex("--set train\\.batch=(\\d+)")]
    private static partial Regex Named();
}
