using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Ranks;

namespace RoCL.Runs.Training;

/// <summary>
/// Listens to steps: writes a checkpoint after those where one is due. All ranks of a run agree on
/// when that is and hold their weights against each other; rank 0 alone writes.
/// </summary>
/// <param name="plan">Every step.</param>
/// <param name="model">The model that is trained.</param>
/// <param name="clock">Says when one is due that follows from time.</param>
/// <param name="ranks">The ranks that train it.</param>
/// <param name="pace">What they decide together.</param>
/// <param name="writing">Writes; nobody does where another rank does.</param>
internal sealed class DueCheckpoints(
    Plan plan,
    Model model,
    TimeProvider clock,
    RunRanks ranks,
    RankPace pace,
    CheckpointWriting? writing
)
{
    private long _written = clock.GetTimestamp();
    private TrainingStep? _unwritten;

    /// <summary>Writes a checkpoint where one is due after the step.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0321 the model is no longer finite; ROCL0629 the checkpoint before could not be written;
    /// ROCL0927 the weights of two ranks differ.
    /// </exception>
    public void Add(StepResult result)
    {
        writing?.Writer.Surface();
        _unwritten = result.Step;
        if (pace.IsDue(IsDueHere(result.Step)))
            Begin(result.Step);
    }

    /// <summary>
    /// Writes a checkpoint of the newest step unless there is one, and waits until it is complete.
    /// </summary>
    /// <exception cref="ProblemException">As <see cref="Add"/>.</exception>
    public void Complete()
    {
        if (_unwritten is { } step)
            Begin(step);
        writing?.Writer.Wait();
    }

    private bool IsDueHere(TrainingStep step) =>
        writing is not null
        && plan.Recipe.Checkpoints.Every.IsDue(plan.MomentOf(step.Index), clock.GetElapsedTime(_written));

    private void Begin(TrainingStep step)
    {
        EqualRanks.Require(ranks.Collective, model, step.Index);
        Soundness.Check(model, step);
        writing?.Writer.Begin(writing.Record.State, model);
        _unwritten = null;
        _written = clock.GetTimestamp();
    }
}

/// <summary>What writes checkpoints.</summary>
/// <param name="Record">How far training has come; it has listened to a step before.</param>
/// <param name="Writer">Writes beside the training.</param>
internal sealed record CheckpointWriting(TrainingRecord Record, CheckpointWriter Writer);
