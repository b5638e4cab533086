using RoCL.Runs.Checkpoints;
using RoCL.Runs.Engine;
using Shared.Runs;

namespace Runs.Tests.Training;

/// <summary>What a training showed of itself stays known, whichever process measures it.</summary>
[NonParallelizable]
public sealed class KeepingSigns
{
    private const string Still = "ROCL0296";
    private static readonly Problem Sign = new(Still, "r: optimizer", "The weights moved by 0.", "Look.");

    [Test]
    public void A_run_that_was_killed_after_its_training_still_says_that_it_taught_nothing()
    {
        string[] settings = ["evaluate=[]", "optimizer.lr=0"];
        using var run = new FaultyRun();
        var whole = Signs(run.Run(settings).Outcome);
        Assert.That(whole, Has.Exactly(1).StartsWith(Still));

        File.Delete(run.Folder.Summary);
        Assert.That(Signs(run.Run(settings).Outcome), Is.EqualTo(whole));
    }

    [Test]
    public void A_sign_that_is_seen_again_with_another_figure_is_kept_once()
    {
        var state = CheckpointState.Beginning.With(Sign).With(Sign with { What = "The weights moved by 1e-9." });
        Assert.That(state.Warnings, Is.EqualTo(new[] { Sign }));
        Assert.That(state.With(Sign with { Where = "r: heads.a" }).Warnings, Has.Count.EqualTo(2));
        Assert.That(CheckpointState.Beginning.Warnings, Is.Null);
    }

    private static IEnumerable<string> Signs(RunOutcome outcome) =>
        ((RunOutcome.Finished)outcome).Summary.Warnings?.Select(warning => $"{warning}") ?? [];
}
