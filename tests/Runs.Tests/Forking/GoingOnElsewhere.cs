using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Engine;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Forking;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recovery;
using Shared.Folders;
using Shared.Runs;

namespace Runs.Tests.Forking;

/// <summary>A run that goes on from a checkpoint of another one.</summary>
public sealed class GoingOnElsewhere
{
    private const string Hash = "0123456789abcdef";
    private static readonly string[] Trained = ["evaluate=[]", "images={\"train\":32,\"test\":16}"];

    private string _root = "";
    private FaultyRun _parent = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _root = MemoryFolder.Create("rocl-fork-");
        _parent = new FaultyRun(Path.Combine(_root, "parent"), new DiskFiles());
        Directory.CreateDirectory(_parent.Folder.Root);
        Assert.That(_parent.Run(Trained).Outcome, Is.InstanceOf<RunOutcome.Finished>());
        // As the program does; the engine alone needs no recipe.
        File.WriteAllText(_parent.Folder.Recipe, "{}");
    }

    [OneTimeTearDown]
    public void Leave()
    {
        _parent.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Test]
    public void By_the_same_recipe_it_ends_with_the_bits_and_the_metrics_of_the_other_one_which_stays_as_it_was()
    {
        var before = Bytes(_parent.Folder.Root);
        using var child = new FaultyRun(Path.Combine(_root, "child"), new DiskFiles());
        var made = Fork(2, child.Folder.Root, new DiskFiles());
        Assert.That(made.Problems, Is.Empty);
        Assert.That(File.ReadLines(child.Folder.Metrics).Count(), Is.EqualTo(2), "the steps before it");
        Assert.That(ParentRecord.In(child.Folder), Is.EqualTo(new ParentRecord("/parent", 2, Hash)));

        var outcome = child.Run(Trained).Outcome;
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>());
        Assert.That(((RunOutcome.Finished)outcome).Summary.Parent?.Step, Is.EqualTo(2));
        Assert.That(File.ReadAllBytes(child.Folder.Metrics), Is.EqualTo(File.ReadAllBytes(_parent.Folder.Metrics)));
        Assert.That(child.Checkpoints()[4], Is.EqualTo(_parent.Checkpoints()[4]));
        Assert.That(ParentRecord.In(child.Folder)?.Step, Is.EqualTo(2), "the entry of the new run says so too");
        Assert.That(Bytes(_parent.Folder.Root), Is.EqualTo(before));
    }

    [Test]
    public void It_knows_only_what_the_other_run_had_gone_back_for_before_the_checkpoint()
    {
        var parent = new RunFolder(new DiskFiles(), Path.Combine(_root, "went back"));
        FolderCopy.Make(_parent.Folder.Root, parent.Root);
        GoneBackFile.Write(
            parent,
            [new GoneBack(3, 1, 0.5, "The loss was NaN."), new GoneBack(4, 2, 0.5, "The loss was NaN.")]
        );
        var child = new RunFolder(new DiskFiles(), Path.Combine(_root, "after it"));
        var checkpoint = NamedCheckpoint.Find(parent, "2").ValueOrThrow();
        var made = new ForkedFolder(parent, checkpoint).Make(child.Root, new JsonObject(), new("/parent", 2, Hash));
        Assert.That(made.Problems, Is.Empty);
        Assert.That(GoneBackFile.Read(child).ValueOrThrow().Select(back => back.To), Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public void Whichever_operation_of_the_disk_fails_there_is_no_folder_or_a_whole_one()
    {
        var counted = new FaultyFiles();
        Assert.That(Fork(2, Path.Combine(_root, "counted", "run"), counted).Problems, Is.Empty);
        foreach (var part in RunParts.All)
        {
            for (var operation = 1; operation <= counted.On(part).Count; operation++)
            {
                var root = Path.Combine(_root, $"{part}-{operation}", "run");
                var problems = Fork(2, root, new FaultyFiles(Failing.Once, operation, part)).Problems;
                var where = $"{part} {operation}: {counted.On(part)[operation - 1]}";
                Assert.That(problems.Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0602" }), where);
                if (RunFolder.Is(root))
                    Assert.That(CheckpointStore.In(new(new DiskFiles(), root)), Has.Count.EqualTo(1), where);
            }
        }
    }

    private Result<RunFolder> Fork(long step, string root, IFiles files)
    {
        var parent = new RunFolder(files, _parent.Folder.Root);
        var checkpoint = NamedCheckpoint.Find(_parent.Folder, $"{step}").ValueOrThrow();
        return new ForkedFolder(parent, checkpoint).Make(root, new JsonObject(), new("/parent", step, Hash));
    }

    private static Dictionary<string, string> Bytes(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => file, file => Convert.ToBase64String(File.ReadAllBytes(file)));
}
