using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Runs.Checkpoints;
using TorchSharp;

namespace RoCL.Runs.Training;

/// <summary>The step that a training is at: what failed, failed there.</summary>
public sealed class Whereabouts : IDisposable
{
    private TrainingStep? _taking;
    private TrainingStep? _last;
    private bool _hasResumed;

    /// <summary>From 0.</summary>
    public long Step { get; private set; }

    /// <summary>
    /// The tries that failed so far, in whatever process; <see langword="null"/> where none did.
    /// </summary>
    public RetryHistory? Retries { get; private set; }

    /// <summary>
    /// The model before the step that failed, where it was whole and could be copied.
    /// </summary>
    public Checkpoint? Before { get; private set; }

    /// <summary>A try begins: what the one before failed with is history.</summary>
    public void Begin()
    {
        Before?.Dispose();
        (Before, _taking, _last) = (null, null, null);
    }

    /// <summary>
    /// A checkpoint was restored that knows of the tries before it: those of earlier processes are
    /// in the first one alone.
    /// </summary>
    public void Resume(RetryHistory? saved)
    {
        if (!_hasResumed)
        {
            Retries = (Retries?.Last ?? []).Aggregate(
                saved,
                (history, retry) => (history ?? RetryHistory.None).With(retry)
            );
        }

        _hasResumed = true;
    }

    /// <summary>A try has failed, and another will follow.</summary>
    public void Retry(Retry retry) => Retries = (Retries ?? RetryHistory.None).With(retry);

    /// <summary>
    /// Comes to a step. Dropout and whatever else draws from libtorch's own generator follows it,
    /// not what was drawn before.
    /// </summary>
    public TrainingStep Seeded(TrainingStep step)
    {
        (Step, _taking, _last) = (step.Index, step, step);
        torch.manual_seed(step.Seed.For("global").Value);
        return step;
    }

    /// <summary>Goes back to a step, whose checkpoint could not be written.</summary>
    public void Return(long step) => (Step, _taking, _last) = (step, null, null);

    /// <summary>The step was taken.</summary>
    public void Passed() => _taking = null;

    /// <summary>
    /// The step that an exception ended; <see langword="null"/> where it was no step that failed,
    /// but a file, say.
    /// </summary>
    public TrainingStep? Failed(Exception fault) =>
        _taking
        ?? (fault is ProblemException { Problem.Code: Soundness.Code or "ROCL0322" or "ROCL0323" } ? _last : null);

    /// <summary>Keeps a copy of the model, which a failed step has left as it was before.</summary>
    public void Keep(Exception fault, Model model)
    {
        if (Failed(fault) is not { } step || fault is not ProblemException)
            return;
        try
        {
            if (model.FindNotFinite() is null)
                Before = Checkpoint.Of(new(step.Index), model);
        }
        catch (Exception lack) when (OutOfMemory.Is(lack))
        {
            // What failed matters more, and a checkpoint will do.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Begin();
}
