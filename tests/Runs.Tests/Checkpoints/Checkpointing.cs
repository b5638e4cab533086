using RoCL.Core;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using Shared.Folders;
using Shared.Toys;

namespace Runs.Tests.Checkpoints;

/// <summary>Checkpoints are whole or not there, and the newest good one is used.</summary>
[NonParallelizable]
public sealed class Checkpointing
{
    private string _folder = "";
    private CheckpointStore _checkpoints = null!;
    private List<string> _warnings = null!;

    private RunFolder Run => new(new DiskFiles(), _folder);

    [SetUp]
    public void OpenARun()
    {
        _folder = MemoryFolder.Create("rocl-checkpoints-");
        _warnings = [];
        _checkpoints = new(Run, _warnings.Add);
    }

    [TearDown]
    public void Leave() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_was_written_is_restored_to_the_bit()
    {
        using var box = new Toybox();
        box.Train(steps: 2);
        var before = box.State();
        Save(2, box, keep: 2);
        box.Train(first: 2, steps: 1);
        Assert.That(box.State(), Is.Not.EqualTo(before).AsCollection);
        Assert.That(_checkpoints.Restore(box.Model), Is.EqualTo(new Result<CheckpointState>.Ok(new(2))));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void Verifying_reads_every_one_and_names_those_that_were_damaged()
    {
        using var box = new Toybox();
        foreach (var step in new long[] { 1, 2 })
            Save(step, box, keep: 2);
        File.AppendAllText(Path.Combine(CheckpointStore.In(Run)[^1], "model.safetensors"), "x");
        Assert.That(
            _checkpoints
                .Verify()
                .Select(checkpoint => string.Concat(checkpoint.Problems.Select(problem => problem.Code))),
            Is.EqualTo(["", "ROCL0612"])
        );
    }

    [Test]
    public void Without_any_training_begins_at_the_first_step()
    {
        using var box = new Toybox();
        Assert.That(_checkpoints.Restore(box.Model), Is.EqualTo(new Result<CheckpointState>.Ok(new(0))));
    }

    [Test]
    public void The_newest_few_are_kept()
    {
        using var box = new Toybox();
        foreach (var step in new long[] { 1, 2, 3, 4 })
            Save(step, box, keep: 2);
        Assert.That(
            Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "checkpoints")).Select(Path.GetFileName).Order(),
            Is.EqualTo(new[] { "step-00000003", "step-00000004" })
        );
    }

    [TestCase("model.safetensors", "flip")]
    [TestCase("model.safetensors", "cut")]
    [TestCase("model.safetensors", "delete")]
    [TestCase("checkpoint.json", "flip")]
    [TestCase("manifest.json", "cut")]
    [TestCase("manifest.json", "delete")]
    public void A_damaged_newest_one_gives_way_to_the_one_before_with_a_warning(string file, string damage)
    {
        using var box = new Toybox();
        Save(1, box, keep: 2);
        var before = box.State();
        box.Train(steps: 1);
        Save(2, box, keep: 2);
        Damage(2, file, damage);
        Assert.That(_checkpoints.Restore(box.Model), Is.EqualTo(new Result<CheckpointState>.Ok(new(1))));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
        Assert.That(_warnings.Single(), Does.StartWith("ROCL0612 ").And.Contain("step-00000002"));
    }

    [Test]
    public void A_damaged_newest_one_is_set_aside_when_training_goes_on_and_never_overwritten()
    {
        using var box = new Toybox();
        foreach (var step in new long[] { 1, 2 })
            Save(step, box, keep: 2);
        for (var time = 0; time < 2; time++)
        {
            Damage(2, "model.safetensors", "flip");
            Assert.That(
                _checkpoints.Restore(box.Model, resume: true),
                Is.EqualTo(new Result<CheckpointState>.Ok(new(1)))
            );
            Save(2, box, keep: 2);
            Assert.That(_checkpoints.Restore(box.Model), Is.EqualTo(new Result<CheckpointState>.Ok(new(2))));
        }
        Assert.That(
            Directory.EnumerateDirectories(Path.Combine(_folder, "checkpoints")).Select(Path.GetFileName),
            Is.EquivalentTo(
                new[] { "step-00000001", "step-00000002", "damaged-step-00000002", "damaged-step-00000002.2" }
            )
        );
        Assert.That(_warnings, Has.Count.EqualTo(2).And.All.Contains("set aside"));
    }

    [Test]
    public void When_none_is_whole_none_is_set_aside_and_a_second_try_finds_the_same()
    {
        using var box = new Toybox();
        Save(1, box, keep: 2);
        Damage(1, "manifest.json", "cut");
        for (var time = 0; time < 2; time++)
            Assert.That(_checkpoints.Restore(box.Model, resume: true).Problems.Single().Code, Is.EqualTo("ROCL0611"));
    }

    [Test]
    public void Every_byte_flipped_and_every_truncation_is_refused_or_harmless()
    {
        using var box = new Toybox(
            "encoder={\"use\":\"toy-encoder\",\"width\":2}",
            "heads.projector={\"use\":\"toy-head\",\"outputs\":2}"
        );
        Save(1, box, keep: 1);
        var sound = box.State();
        var flips = 0;
        var cuts = 0;
        var harmless = 0;
        foreach (var path in Directory.GetFiles(CheckpointStore.In(Run).Single()))
        {
            var bytes = File.ReadAllBytes(path);
            for (var i = 0; i < bytes.Length; i++)
            {
                byte[] flipped = [.. bytes];
                flipped[i] ^= (byte)(1 << i % 8);
                harmless += IsHarmless(path, flipped) ? 1 : 0;
                harmless += IsHarmless(path, bytes[..i]) ? 1 : 0;
                flips = flips + 1;
                cuts = cuts + 1;
            }
            File.WriteAllBytes(path, bytes);
        }
        TestContext.Out.WriteLine(
            $"{flips} bytes flipped, {cuts} truncations: {harmless} harmless, all others refused"
        );
        Assert.That(harmless, Is.LessThan(flips / 10));
        Assert.That(
            _checkpoints.Restore(box.Model),
            Is.EqualTo(new Result<CheckpointState>.Ok(new(1))),
            "as it was before"
        );

        bool IsHarmless(string path, byte[] damaged)
        {
            File.WriteAllBytes(path, damaged);
            using var saved = CheckpointFolder
                .Read(new DiskFiles(), Path.GetDirectoryName(path)!)
                .Match<Checkpoint?>(whole => whole, _ => null);
            if (saved is null)
                return false;
            Assert.That(saved.State, Is.EqualTo(new CheckpointState(1)));
            Assert.That(
                saved.Weights.Tensors.ToDictionary(
                    tensor => tensor.Key,
                    tensor => Convert.ToHexString(tensor.Value.bytes)
                ),
                Is.EquivalentTo(sound)
            );
            return true;
        }
    }

    [Test]
    public void When_none_is_whole_that_is_an_error()
    {
        using var box = new Toybox();
        Save(1, box, keep: 2);
        Damage(1, "model.safetensors", "flip");
        Assert.That(_checkpoints.Restore(box.Model).Problems.Single().Code, Is.EqualTo("ROCL0611"));
    }

    [Test]
    public void One_of_another_recipe_is_refused_and_names_the_tensors()
    {
        using var box = new Toybox();
        using var other = new Toybox("heads.projector={\"use\":\"toy-head\",\"outputs\":4}");
        Save(1, other, keep: 2);
        var problem = _checkpoints.Restore(box.Model).Problems.Single();
        Assert.That(
            (problem.Code, problem.What.Contains("heads.projector.weight", StringComparison.Ordinal)),
            Is.EqualTo(("ROCL0610", true))
        );
    }

    private void Save(long steps, Toybox box, int keep)
    {
        using var checkpoint = Checkpoint.Of(new(steps), box.Model);
        new CheckpointSaving(Run).Save(checkpoint, keep);
    }

    private void Damage(long step, string file, string damage)
    {
        var path = Path.Combine(_folder, "checkpoints", $"step-{step:00000000}", file);
        var bytes = File.ReadAllBytes(path);
        if (damage == "delete")
        {
            File.Delete(path);
        }
        else if (damage == "cut")
        {
            File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        }
        else
        {
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(path, bytes);
        }
    }
}
