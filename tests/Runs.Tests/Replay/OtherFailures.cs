using RoCL.Runs.Engine;
using RoCL.Runs.Files;
using RoCL.Runs.Replay;
using Shared.Runs;

namespace Runs.Tests.Replay;

/// <summary>
/// Steps that failed in other ways, taken again: a second failure at the same step, numbers that
/// are not finite, a process that died.
/// </summary>
[NonParallelizable]
public sealed class OtherFailures
{
    [Test]
    public void Another_failure_at_the_step_leaves_another_folder_and_other_words_are_noticed()
    {
        using var run = new FaultyRun();
        foreach (var kind in new[] { "nan", "shape" })
            run.Run(FaultySettings.FromStepTwo(kind, run.Repaired));
        string[] left = [.. run.Folder.FailedSteps];
        Assert.That(
            left.Select(Path.GetFileName),
            Is.EqualTo(new[] { "failed-step-00000002", "failed-step-00000002.2" })
        );
        Assert.That(
            left.Select(folder => run.Take(folder).Problems.Single().Code),
            Is.EqualTo(new[] { "ROCL0332", "ROCL0330" })
        );
        CopiedStep.Change(
            left[1],
            "recipe.json",
            text => text.Replace("\"shape\"", "\"leaves\"", StringComparison.Ordinal)
        );
        var (problems, said) = run.Take(left[1]);
        Assert.That(problems.Single().Code, Is.EqualTo("ROCL0333"));
        Assert.That(said, Does.Contain("FAILS   otherwise than in the run, which said: ROCL0330 "));
    }

    [Test]
    public void A_number_that_is_not_finite_fails_again_whether_it_is_found_in_the_step_or_after_it()
    {
        foreach (
            var policy in new[]
            {
                "notFinite={\"then\":\"fail\"}",
                "notFinite={\"then\":\"skip\",\"limit\":1}",
                "notFinite={\"then\":\"back\",\"factor\":0.999,\"limit\":1}",
            }
        )
        {
            using var run = new FaultyRun();
            var (outcome, errors) = run.Run("optimizer.lr=1000", "evaluate=[]", policy);
            var (problems, said) = run.Take(run.Folder.FailedSteps.Single());
            Assert.That(
                (problems.Single(), said.Contains("as it did in the run", StringComparison.Ordinal)),
                Is.EqualTo((((RunOutcome.Failed)outcome).Problem, true)),
                $"{policy}\n{said}\n{string.Join('\n', errors)}"
            );
        }
    }

    [Test]
    public void Where_the_process_died_with_the_step_it_is_taken_from_the_newest_checkpoint_before_it()
    {
        using var run = new FaultyRun();
        run.Run(FaultySettings.FromStepTwo("shape", run.Repaired), """checkpoints={ "every": "2 steps", "keep": 1 }""");
        var failed = FailedStepFolder
            .Read(new DiskFiles(), run.Folder.FailedSteps.Single())
            .Match(read => read, _ => null!);
        File.WriteAllText(run.Folder.Recipe, failed.Recipe);
        var warnings = new List<string>();
        var left = FailedStepWriter.Write(
            run.Folder,
            3,
            failed.Error.Problem with
            {
                Code = "ROCL0350",
            },
            warnings.Add
        )!;
        Assert.That((Path.GetFileName(left), warnings), Is.EqualTo(("failed-step-00000003", new List<string>())));
        var (problems, said) = run.Take(left);
        Assert.That(problems.Single().Where, Does.EndWith(", step 2"), "the faulty step comes before it");
        Assert.That(said, Does.Contain("from the checkpoint before it: steps 2 to 3").And.Contain("FAILS   otherwise"));
        Directory.Delete(run.Folder.Checkpoints, recursive: true);
        var first = FailedStepWriter.Write(run.Folder, 2, failed.Error.Problem, warnings.Add)!;
        Assert.That(
            run.Take(first).Said,
            Does.Contain("steps 0 to 2").And.Contain("FAILS"),
            "with no checkpoint it is taken from the beginning"
        );
    }
}
