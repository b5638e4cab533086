using System.Text.Json.Nodes;
using Processes.Tests.Runs;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Runs.Training;
using Shared.Runs;
using Shared.Toys;

namespace Processes.Tests.Resources;

/// <summary>
/// A disk that is full, and one that cannot be written to: the run stops whole, says so once, and
/// goes on when that is repaired.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RunningOutOfRoom : IDisposable
{
    private static readonly string[] Recipe =
    [
        "run",
        "demo-simclr",
        "--device",
        "cpu",
        .. Rocl.Tiny,
        "--set",
        "evaluate=[]",
    ];

    private readonly Rocl _rocl = new();

    public void Dispose() => _rocl.Dispose();

    [Test]
    public void A_run_whose_disk_is_full_stops_whole_and_goes_on_to_the_same_bits_when_there_is_room()
    {
        using var disk = SmallDisk.Of(_rocl["disk"], "2m"); // two checkpoints of 810 KiB, and not a third
        using var undisturbed = _rocl.Start([.. Recipe, "--out", "whole"]);
        var full = _rocl.Run([.. Recipe, "--out", "disk/run"]);
        Assert.That(Rocl.End(undisturbed).Code, Is.Zero);
        Fails(full, "ROCL0629", "the checkpoint after 6 steps");
        Assert.That(
            full.ErrorLines.Count(line => line.StartsWith("warning attempt ", StringComparison.Ordinal)),
            Is.EqualTo(2),
            full.ToString()
        );
        Assert.That(
            (string)_rocl.Json("disk/run/failure.json")["code"]!,
            Is.EqualTo("ROCL0629"),
            "what was half written made room for what is said about it"
        );
        Assert.That(
            File.ReadAllLines(_rocl["disk/run/log.jsonl"]).Select(line => JsonNode.Parse(line)!["@mt"]),
            Is.All.Not.Null.And.Some.Matches<JsonNode>(of => (string)of! == "Failed with {Code}")
        );

        disk.Remount("ro");
        var check = _rocl.Run("check", "disk/run");
        Assert.That(check.Code, Is.Zero, check.ToString());
        Assert.That(check.Output, Does.Contain("sound   step-00000004").And.Contain("sound   step-00000002"));
        Fails(_rocl.Run("run", "disk/run", "--device", "cpu"), "ROCL0602", "disk/run: The folder cannot be written: ");

        disk.Remount("rw,size=8m");
        var ended = _rocl.Run("run", "disk/run", "--device", "cpu");
        Assert.That((ended.Code, ended.Error), Is.EqualTo((0, "")), ended.ToString());
        Assert.That(
            (string)_rocl.Json("disk/run/summary.json")["weights"]!,
            Is.EqualTo((string)_rocl.Json("whole/summary.json")["weights"]!)
        );
        Assert.That(
            File.ReadAllText(_rocl["disk/run/metrics.jsonl"]),
            Is.EqualTo(File.ReadAllText(_rocl["whole/metrics.jsonl"]))
        );
        Assert.That(File.Exists(_rocl["disk/run/failure.json"]), Is.False);
    }

    [Test]
    public void A_disk_that_is_full_before_the_first_step_is_one_line()
    {
        using var disk = SmallDisk.Of(_rocl["disk"], "1m");
        disk.FillBut(8); // the recipe fits, and nothing else
        Fails(_rocl.Run([.. Recipe, "--out", "disk/run", "--no-supervisor"]), "ROCL0630", "No space left");
        Assert.That(_rocl.Files().Where(file => file.EndsWith(".new", StringComparison.Ordinal)), Is.Empty);
    }

    // The runtime itself maps a file of two gigabytes unless it is asked not to.
    [Test, Platform("Linux")]
    public void A_limit_on_the_size_of_files_is_met_as_a_full_disk_is_and_no_plugin_is_named()
    {
        _rocl.Variables["DOTNET_EnableWriteXorExecute"] = "0";
        string[] limited = ["-c", "ulimit -f $0; exec \"$@\"", "400", _rocl.Program, .. Recipe, "--out", "run"];
        using var process = _rocl.Start("bash", limited);
        var ended = Rocl.End(process);
        Fails(ended, "ROCL0629", "/model.safetensors'. Raise the limit on the size of files (`ulimit -f`");
        Assert.That(ended.Error, Does.Contain("The limit on the size of files is reached").And.Not.Contain("plugin"));
    }

    [TestCase("missing"), TestCase("full"), Platform("Linux")]
    public void A_folder_for_temporary_files_that_cannot_be_used_is_one_line(string how)
    {
        using var disk = how == "full" ? SmallDisk.Of(_rocl["temporary"], "64k") : null;
        disk?.FillBut(0);
        _rocl.Variables["TMPDIR"] = _rocl["temporary"];
        var ended = _rocl.Run("run", "demo-simclr", "--out", "run");
        Assert.That(ended.Code, Is.EqualTo(7), ended.ToString());
        Assert.That(
            ended.ErrorLines.Single(),
            Does.StartWith($"error ROCL0709 {_rocl["temporary"]}").And.Contain("TMPDIR")
        );
        Assert.That(Directory.Exists(_rocl["run"]), Is.False);
    }

    [NonParallelizable, Test]
    public void A_folder_that_becomes_read_only_in_the_middle_stops_the_run_and_nothing_is_lost()
    {
        using var disk = SmallDisk.Of(_rocl["disk"], "8m");
        using var box = new Toybox("checkpoints={\"every\":\"1 steps\",\"keep\":2}");
        var whole = NewRun("disk/whole");
        var cut = NewRun("disk/cut");
        Train(box, whole, _ => { });
        Action? release = null;
        var fault = Assert.Throws<ProblemException>(() =>
            Train(
                box,
                cut,
                done =>
                {
                    if (done == 3)
                        release ??= SmallDisk.Protect(cut.Checkpoints);
                }
            )
        )!;
        try
        {
            Assert.That($"{fault.Problem}", Does.StartWith("ROCL0629 ").And.Contain("Read-only file system"));
            Assert.That(
                new CheckpointStore(cut, Assert.Fail).Verify().Select(checkpoint => checkpoint.Problems.Length),
                Is.EqualTo([0, 0]),
                "what was there is whole"
            );
        }
        finally
        {
            release!();
        }
        Train(box, cut, _ => { });
        Assert.That(File.ReadAllText(cut.Metrics), Is.EqualTo(File.ReadAllText(whole.Metrics)));
        Assert.That(Newest(cut), Is.EqualTo(Newest(whole)));
    }

    private RunFolder NewRun(string path) => new(new DiskFiles(), Directory.CreateDirectory(_rocl[path]).FullName);

    private static byte[] Newest(RunFolder run) =>
        File.ReadAllBytes(Path.Combine(CheckpointStore.In(run)[0], "model.safetensors"));

    private static void Train(Toybox box, RunFolder run, Action<long> after)
    {
        var trainer = new Trainer(
            TimeProvider.System,
            new ProgressListener(progress => after(progress.Done)),
            new(TimeSpan.Zero, TimeSpan.Zero, SameStep: 3),
            new ErrorOutput(TextWriter.Null)
        );
        trainer.Train(ToyRun.JobOf(box), run).Model.Dispose();
    }

    private static void Fails(Ended ended, string code, string named)
    {
        Assert.That(ended.Code, Is.EqualTo(6), ended.ToString());
        Assert.That(
            ended.ErrorLines.Where(line => !line.StartsWith("warning ", StringComparison.Ordinal)).Single(),
            Does.StartWith($"error {code} ").And.Contain(named)
        );
        Assert.That(ended.ToString(), Does.Not.Contain("   at "), "no stack trace");
    }
}
