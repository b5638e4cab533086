using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RoCL.Runs.Engine;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Replay;
using Shared.Runs;

namespace Runs.Tests.Replay;

/// <summary>
/// A step that failed for good: what it leaves, and that it fails from there as it did in its run.
/// </summary>
[NonParallelizable]
public sealed class TakingAStepAgain
{
    private readonly FaultyRun _run = new();
    private ImmutableArray<string> _errors;
    private Problem _failed = null!;

    private string Left => Path.Combine(_run.Folder.Root, "failed-step-00000002");

    [OneTimeSetUp]
    public void Fail()
    {
        var (outcome, errors) = _run.Run(FaultySettings.FromStepTwo("throws", _run.Repaired));
        _failed = ((RunOutcome.Failed)outcome).Problem;
        _errors = errors;
    }

    [TearDown]
    public void BreakAgain() => File.Delete(_run.Repaired);

    [OneTimeTearDown]
    public void Leave() => _run.Dispose();

    [Test]
    public void Leaves_what_it_takes_to_take_it_again()
    {
        Assert.That(
            Directory
                .EnumerateFiles(Left, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Left, file).Replace('\\', '/')),
            Is.EquivalentTo(
                new[]
                {
                    "step.json",
                    "error.json",
                    "plugins.json",
                    "recipe.json",
                    "manifest.json",
                    "checkpoint/model.safetensors",
                    "checkpoint/checkpoint.json",
                    "checkpoint/manifest.json",
                }
            )
        );
        var failure = FailedStepFolder
            .Read(new DiskFiles(), Left)
            .Match(read => read, problems => throw new AssertionException($"{problems[0]}"));
        var step = _run.JobOf(FaultySettings.FromStepTwo("throws", _run.Repaired)).Plan.StepAt(2);
        Assert.That(
            (failure.Step.Step!.Moment, failure.Step.Step.Seed, failure.Step.Step.LearningRate),
            Is.EqualTo((step.Moment, step.Seed, step.LearningRate))
        );
        Assert.That(failure.Step.Step.Images, Is.EqualTo(step.Images).AsCollection);
        Assert.That(failure.Step.Step.Values, Is.EqualTo(step.Values).AsCollection);
        Assert.That(failure.Error.Problem, Is.EqualTo(_failed));
        Assert.That(
            failure.Error.Exceptions.Select(thrown => thrown.Type),
            Does.Contain("System.InvalidOperationException")
        );
        Assert.That(failure.Error.Exceptions[^1].Stack, Does.Contain("Lab.Faulty"));
        Assert.That(
            failure.Plugins.Select(plugin => $"{plugin.Record}".Split(' ')[0]),
            Is.EqualTo(new[] { "Faulty", "Optimizers.Standard" })
        );
        Assert.That(failure.Plugins[0].Record.ToString(), Does.StartWith("Faulty 1.2.3 ("));
        Assert.That(
            File.ReadAllBytes(Path.Combine(Left, "checkpoint", "model.safetensors")),
            Is.EqualTo(File.ReadAllBytes(Path.Combine(_run.Folder.Checkpoints, "step-00000002", "model.safetensors"))),
            "the model before it, running statistics too"
        );
        Assert.That(_errors[^1], Does.EndWith($"by: rocl check {Left}"));
        Assert.That(
            (RunFolder.Is(Left), FailedStepFolder.Is(Left), FailedStepFolder.Is(_run.Folder.Root)),
            Is.EqualTo((false, true, false))
        );
    }

    [Test]
    public void Fails_from_there_in_the_same_way_until_it_is_repaired_and_writes_nothing()
    {
        var before = Written();
        var (problems, said) = _run.Take(Left);
        Assert.That(
            (problems.Single(), said.Contains("FAILS   as it did in the run", StringComparison.Ordinal)),
            Is.EqualTo((_failed, true)),
            said
        );
        File.WriteAllText(_run.Repaired, "");
        (problems, said) = _run.Take(Left);
        Assert.That(
            (problems, said),
            Is.EqualTo((ImmutableArray<Problem>.Empty, $"{Left}: step 2\n  sound   step 2 passes\n"))
        );
        Assert.That(Written(), Is.EqualTo(before));
    }

    [Test]
    public void What_was_damaged_is_not_believed()
    {
        using var copy = new CopiedStep(Left);
        foreach (var file in Directory.EnumerateFiles(copy.Root, "*", SearchOption.AllDirectories).Order().ToList())
        {
            var bytes = File.ReadAllBytes(file);
            File.WriteAllBytes(
                file,
                [
                    .. bytes[..(bytes.Length / 2)],
                    (byte)(bytes[bytes.Length / 2] ^ 1),
                    .. bytes[(bytes.Length / 2 + 1)..],
                ]
            );
            Assert.That(_run.Take(copy.Root).Problems.Single().Code, Is.EqualTo("ROCL0615"), file);
            File.Delete(file);
            Assert.That(_run.Take(copy.Root).Problems.Single().Code, Is.EqualTo("ROCL0615"), file);
            File.WriteAllBytes(file, bytes);
        }
        Directory.Delete(Path.Combine(copy.Root, "checkpoint"), recursive: true);
        Assert.That(
            _run.Take(copy.Root).Problems.Single().What,
            Does.StartWith("The folder of the failed step lacks checkpoint/")
        );
    }

    [Test]
    public void Other_plugins_are_a_warning_another_step_too_and_data_that_lacks_its_images_an_error()
    {
        using var copy = new CopiedStep(Left);
        CopiedStep.Change(copy.Root, "plugins.json", text => text.Replace("1.2.3", "1.2.2", StringComparison.Ordinal));
        CopiedStep.Change(
            copy.Root,
            "step.json",
            text => text.Replace("\"learningRate\": 0.01", "\"learningRate\": 0.02", StringComparison.Ordinal)
        );
        var (problems, said) = _run.Take(copy.Root);
        Assert.That(problems.Single(), Is.EqualTo(_failed));
        Assert.That(
            said,
            Does.Match(@"warning ROCL0617 .*: Faulty 1\.2\.2 \(\w{8}\) -> 1\.2\.3 \(\w{8}\)\.")
                .And.Contain("warning ROCL0618 ")
        );
        CopiedStep.Change(
            copy.Root,
            "step.json",
            text =>
            {
                var step = JsonNode.Parse(text)!;
                step["step"]!["images"]![0] = 32;
                return step.ToJsonString();
            }
        );
        Assert.That(_run.Take(copy.Root).Problems.Single().Code, Is.EqualTo("ROCL0616"));
        CopiedStep.Change(
            copy.Root,
            "recipe.json",
            text => text.Replace("faulty-attack", "gone-attack", StringComparison.Ordinal)
        );
        (problems, said) = _run.Take(copy.Root);
        Assert.That(problems.Select(problem => problem.Code), Is.Not.Empty.And.All.EqualTo("ROCL0202"));
        Assert.That(
            said,
            Does.Match(
                @"warning ROCL0617 .*: The step failed with Faulty 1\.2\.2 \(\w{8}\), "
                    + @"from \S+Faulty\.dll; name it by --plugin\."
            )
        );
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_a_warning_and_leaves_nothing_half_done(
        [Values(1, 4, 9, 16)] int operation
    )
    {
        var before = Whole();
        var warnings = new List<string>();
        var failure = FailedStepFolder.Read(new DiskFiles(), Left).Match(read => read, _ => null!);
        Assert.That(
            FailedStepWriter.Write(
                _run.Folder with
                {
                    Files = new FaultyFiles(Failing.ForGood, operation, RunPart.Others),
                },
                2,
                () => failure,
                null,
                warnings.Add
            ),
            Is.Null
        );
        Assert.That(warnings.Single(), Does.StartWith("step 2 could not be kept for a replay: operation "));
        Assert.That(Whole(), Is.EqualTo(before));

        IEnumerable<string> Whole() =>
            Written().Where(file => !file.Contains(".failed-step-", StringComparison.Ordinal)).ToList();
    }

    private string[] Written() =>
        [
            .. Directory
                .EnumerateFiles(_run.Folder.Root, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {new FileInfo(file).Length}"),
        ];
}
