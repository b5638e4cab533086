using System.Text.Json.Nodes;
using RoCL.Runs.Checking;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using Shared.Folders;
using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Training;

/// <summary>
/// Lines of metrics.jsonl that were damaged while a run was stopped: the good ones stay, and the
/// rest is named once.
/// </summary>
[NonParallelizable]
public sealed class DamagedRecords
{
    private const string Garbage = "{\"step\":2,\"ep";

    private string _root = "";
    private Toybox _box = null!;
    private RunFolder _run = null!;
    private string _expected = "";
    private string[] _whole = [];
    private string[] _lines = [];

    // A toy of six steps, stopped after the fifth, where the newest checkpoint is.
    [SetUp]
    public void TrainFiveSteps()
    {
        _root = MemoryFolder.Create("rocl-damaged-");
        _box = new Toybox([.. ToyRun.Plain, "checkpoints={\"every\":\"2 steps\",\"keep\":1}"]);
        var whole = new RunFolder(new DiskFiles(), Directory.CreateDirectory(Path.Combine(_root, "whole")).FullName);
        _expected = ToyRun.Train(_box, whole);
        _whole = File.ReadAllLines(whole.Metrics);
        _run = new RunFolder(new DiskFiles(), Directory.CreateDirectory(Path.Combine(_root, "run")).FullName);
        Assert.Throws<OperationCanceledException>(() => ToyRun.Train(_box, _run, stop: 5));
        _lines = File.ReadAllLines(_run.Metrics);
        File.WriteAllText(_run.Environment, "[{ \"plugins\": [] }]");
    }

    [TearDown]
    public void Leave()
    {
        _box.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [TestCase("garbled", "line 3 cannot be read; step 2 is missing", "0 1 3 4 5")]
    [TestCase("cut short", "line 5 cannot be read; step 4 is missing", "0 1 2 3 5")]
    [TestCase("removed", "the steps 1 to 3 are missing", "0 4 5")]
    [TestCase("all removed", "the steps 0 to 4 are missing", "5")]
    [TestCase("not there", "the steps 0 to 4 are missing", "5")]
    [TestCase("doubled", "step 1 stands there more than once", "0 1 2 3 4 5")]
    [TestCase("moved", "step 1 stands after later ones", "0 1 2 3 4 5")]
    [TestCase("inserted", "the lines 2 and 4 cannot be read", "0 1 2 3 4 5")]
    [TestCase("changed", "the lines are not those that were there when the checkpoint was written", "0 1 2 3 4 5")]
    public void Good_lines_stay_and_the_rest_is_named_once(string damage, string said, string steps)
    {
        Write(Damaged(damage));
        var problems = new RunRecords(_run).Problems().ToList();
        Assert.That(problems.Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0619" }));
        Assert.That(problems[0].What, Does.Contain($"damaged: {said}."));

        using (var opened = new Metrics(_run, 5, Mark()))
            Assert.That(opened.Damage?.In(_run).What, Does.Contain(said));
        Write(Damaged(damage));

        Assert.That(ToyRun.Train(_box, _run), Is.EqualTo(_expected), "the weights do not follow from the file");
        var kept = File.ReadAllLines(_run.Metrics);
        var numbers = kept.Select(line => (int)JsonNode.Parse(line)!["step"]!).ToList();
        Assert.That(string.Join(' ', numbers), Is.EqualTo(steps));
        if (damage != "changed")
            Assert.That(kept, Is.EqualTo(numbers.Select(step => _whole[step])), "to the byte");
        Assert.That(new RunRecords(_run).Problems(), Is.Empty, "the new checkpoint knows of it");
        using var again = new Metrics(_run, 6, Mark());
        Assert.That(again.Damage, Is.Null, "it is named once");
    }

    [TestCase("")]
    [TestCase(Garbage)]
    [TestCase("null\n\0\0\0\n")]
    public void What_a_killed_process_leaves_after_the_checkpoint_is_no_damage(string tail)
    {
        File.AppendAllText(_run.Metrics, $"{_whole[5]}\n{tail}");
        Assert.That(new RunRecords(_run).Problems(), Is.Empty);
        Assert.That(ToyRun.Train(_box, _run), Is.EqualTo(_expected));
        Assert.That(File.ReadAllLines(_run.Metrics), Is.EqualTo(_whole));
        Assert.That(File.Exists(_run.Metrics + ".damaged"), Is.False);
    }

    [Test]
    public void A_gap_that_is_known_stays_known_and_a_second_one_is_named()
    {
        Write(Damaged("removed"));
        ToyRun.Train(_box, _run);
        Assert.That(new RunRecords(_run).KnownGaps, Is.EqualTo(new StepSpan[] { new(1, 3) }));
        Write(File.ReadAllLines(_run.Metrics)[1..]);
        Assert.That(
            new RunRecords(_run).Problems().Single().What,
            Does.Contain("the steps 0 to 3 are missing"),
            "with the ones before"
        );
    }

    [Test]
    public void A_checkpoint_of_an_older_build_goes_on_and_only_gaps_are_named()
    {
        using (var opened = new Metrics(_run, 5))
            Assert.That(opened.Damage, Is.Null);
        Write(Damaged("removed"));
        using var gap = new Metrics(_run, 5);
        Assert.That(gap.Damage!.Missing, Is.EqualTo(new StepSpan[] { new(1, 3) }));
    }

    [Test]
    public void A_damaged_file_is_kept_beside_the_new_one()
    {
        Write(Damaged("garbled"));
        var before = File.ReadAllText(_run.Metrics);
        ToyRun.Train(_box, _run);
        Assert.That(File.ReadAllText(_run.Metrics + ".damaged"), Is.EqualTo(before));
    }

    [TestCase("attempts.json")]
    [TestCase("summary.json")]
    [TestCase("failure.json")]
    [TestCase("evaluations/20260101-000000.json")]
    public void Another_record_that_is_damaged_is_named_by_the_check(string name)
    {
        var path = Path.Combine(_run.Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{ \"cut");
        var problem = new RunRecords(_run).Problems().Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0619", path)));
    }

    private string[] Damaged(string damage) =>
        damage switch
        {
            "garbled" => [.. _lines[..2], Garbage, .. _lines[3..]],
            "cut short" => [.. _lines[..4], _lines[4][..20]],
            "removed" => [_lines[0], _lines[4]],
            "all removed" => [],
            "not there" => null!,
            "doubled" => [.. _lines[..2], .. _lines[1..]],
            "moved" => [_lines[0], _lines[2], _lines[1], .. _lines[3..]],
            "inserted" => [_lines[0], Garbage, _lines[1], "", .. _lines[2..]],
            "changed" => [_lines[0].Replace("\"epoch\":0", "\"epoch\":1", StringComparison.Ordinal), .. _lines[1..]],
            _ => throw new ArgumentException(damage),
        };

    private void Write(string[]? lines)
    {
        if (lines is null)
            File.Delete(_run.Metrics);
        else
            File.WriteAllText(_run.Metrics, string.Concat(lines.Select(line => line + "\n")));
    }

    private JournalMark? Mark()
    {
        var newest = RoCL.Runs.Checkpoints.CheckpointStore.In(_run)[0];
        return RoCL.Runs.Checkpoints.CheckpointFolder.StateOf(_run.Files, newest).Journal;
    }
}
