using RoCL.Core.Plans;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Recovery;

namespace RoCL.Runs.Training;

/// <summary>The step that a training is at: an exception is that step's.</summary>
internal sealed class TrainingPosition
{
    // A model that is not finite, or too many batches left out, is noticed after the step.
    private static readonly string[] NoticedAfterTheStep =
    [
        Soundness.Code,
        Soundness.TooManySkippedCode,
        RecoveryRules.WentBackTooOftenCode,
    ];

    private TrainingStep? _begun;
    private bool _isInStep;

    /// <summary>The step's index, from 0.</summary>
    public long Step { get; private set; }

    /// <summary>An attempt begins: it is in no step yet.</summary>
    public void Reset()
    {
        _begun = null;
        _isInStep = false;
    }

    /// <summary>A step begins.</summary>
    public void Begin(TrainingStep step)
    {
        Step = step.Index;
        _begun = step;
        _isInStep = true;
    }

    /// <summary>The step was taken.</summary>
    public void Finish() => _isInStep = false;

    /// <summary>
    /// Goes back to the step whose checkpoint could not be written: however far training came
    /// meanwhile, it did not get past that step.
    /// </summary>
    public void Return(long step)
    {
        Reset();
        Step = step;
    }

    /// <summary>
    /// The step that failed with a problem; <see langword="null"/> where it was no step that
    /// failed, but a file, say.
    /// </summary>
    public TrainingStep? FailedWith(Problem? problem)
    {
        var isNoticedLater = problem is not null && NoticedAfterTheStep.Contains(problem.Code);
        return _isInStep || isNoticedLater ? _begun : null;
    }
}
