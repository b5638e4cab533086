using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;

namespace RoCL.Runs.Training;

/// <summary>Listens to steps: writes a checkpoint after those where one is due.</summary>
/// <param name="plan">Every step.</param>
/// <param name="model">The model that is trained.</param>
/// <param name="record">How far training has come; it has listened to a step before.</param>
/// <param name="writer">Writes beside the training.</param>
/// <param name="clock">Says when one is due that follows from time.</param>
internal sealed class DueCheckpoints(
    Plan plan,
    Model model,
    TrainingRecord record,
    CheckpointWriter writer,
    TimeProvider clock
)
{
    private long _written = clock.GetTimestamp();
    private TrainingStep? _unwritten;

    /// <summary>Writes a checkpoint where one is due after the step.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0321 the model is no longer finite; ROCL0629 the checkpoint before could not be written.
    /// </exception>
    public void Add(StepResult result)
    {
        writer.Surface();
        _unwritten = result.Step;
        if (plan.Recipe.Checkpoints.Every.IsDue(plan.MomentOf(result.Step.Index), clock.GetElapsedTime(_written)))
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
        writer.Wait();
    }

    private void Begin(TrainingStep step)
    {
        Soundness.Check(model, step);
        writer.Begin(record.State, model);
        _unwritten = null;
        _written = clock.GetTimestamp();
    }
}
