using System.Text;
using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using Shared.Folders;
using Shared.Toys;

namespace Runs.Tests.Checkpoints;

/// <summary>
/// Checkpoints whose manifest is right and whose tensors no training writes: the one before is
/// taken.
/// </summary>
[NonParallelizable]
public sealed class DamagedNumbers
{
    private string _folder = "";
    private CheckpointStore _checkpoints = null!;
    private List<string> _warnings = null!;

    private RunFolder Run => new(new DiskFiles(), _folder);

    private string Newest => CheckpointStore.In(Run)[0];

    [SetUp]
    public void OpenARun()
    {
        _folder = MemoryFolder.Create("rocl-damaged-numbers-");
        _warnings = [];
        _checkpoints = new(Run, _warnings.Add);
    }

    [TearDown]
    public void Leave() => Directory.Delete(_folder, recursive: true);

    [TestCase("heads.projector.weight", float.NaN, "The tensor 'heads.projector.weight' holds numbers that are not")]
    [TestCase("heads.projector.weight", float.PositiveInfinity, "holds numbers that are not finite")]
    [TestCase("encoder.bn1.running_var", -5f, "The running variance 'encoder.bn1.running_var' holds numbers below")]
    public void Numbers_that_no_training_leads_to_are_damage(string tensor, float number, string said)
    {
        using var box = new Toybox();
        SaveTwo(box);
        using (var weights = Weights.Of(box.Model))
        {
            weights.Tensors[tensor].flatten()[0] = number;
            CheckpointFolder.Write(Run.Files, Newest, new(new(2), weights));
        }

        TheOneBeforeIsTaken(box, said);
    }

    [TestCase("F32", "I32", "is of type Int32 in the file, and Float32 was written")]
    [TestCase("I64", "F64", "is of type Float64 in the file, and Int64 was written")]
    public void So_are_types_of_the_same_size_in_the_header(string written, string changed, string said)
    {
        using var box = new Toybox();
        SaveTwo(box);
        var path = Path.Combine(Newest, "model.safetensors");
        var bytes = File.ReadAllBytes(path);
        var place = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\"{written}\""));
        Encoding.ASCII.GetBytes(changed).CopyTo(bytes, place + 1);
        File.WriteAllBytes(path, bytes);
        var manifest = CheckpointFolder.Names.Take(2).ToDictionary(name => name, Hash);
        VouchedFile.WriteJson(Run.Files, Path.Combine(Newest, "manifest.json"), manifest);

        TheOneBeforeIsTaken(box, said);
    }

    private string Hash(string name) => VouchedFile.Hash(Run.Files, Path.Combine(Newest, name));

    private void SaveTwo(Toybox box)
    {
        foreach (var steps in new long[] { 1, 2 })
        {
            using var checkpoint = Checkpoint.Of(new(steps), box.Model);
            new CheckpointSaving(Run).Save(checkpoint, keep: 2);
        }
    }

    private void TheOneBeforeIsTaken(Toybox box, string said)
    {
        var problem = _checkpoints.Verify().SelectMany(checkpoint => checkpoint.Problems).Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0612"));
        Assert.That(problem.What, Does.Contain(said));
        var restored = _checkpoints.Restore(box.Model, resume: true);
        Assert.That(restored, Is.EqualTo(new Result<CheckpointState>.Ok(new(1))));
        Assert.That(_warnings.Single(), Does.Contain(said).And.Contain("set aside"));
    }
}
