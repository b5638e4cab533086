using Polly;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Ranks;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using Serilog;
using TorchSharp;

namespace RoCL.Runs.Training;

/// <summary>
/// The training of one job in this process: as many attempts as it takes, each from the newest good
/// checkpoint on.
/// </summary>
/// <remarks>
/// Training is <c>session.Recovery.Execute(session.Attempt, stop)</c>: the caller brings the two
/// together, so that little lies between the command line and a step.
/// </remarks>
public sealed class TrainingSession : IDisposable
{
    private readonly Job _job;
    private readonly RunRanks _ranks;
    private readonly StopFile _stopFile;
    private readonly TrainingOpening _opening;
    private readonly TrainingRecovery _recovery;
    private readonly TrainingPosition _position = new();

    /// <summary>As <see cref="Trainer.Begin"/>.</summary>
    public TrainingSession(Trainer trainer, Job job, RunFolder run, torch.Device device, ILogger log)
    {
        _job = job;
        _ranks = trainer.Together;
        _stopFile = new(run);
        _recovery = new(trainer, job, run, log, _position);
        _opening = new(trainer, job, run, device, log, _position);
        Recovery = RecoveryPipeline.Of<Exception>(
            _recovery.Decide,
            _recovery.Announce,
            trainer.Clock,
            new PollyEvents(log)
        );
    }

    /// <summary>Runs attempts, and waits between them.</summary>
    public ResiliencePipeline Recovery { get; }

    /// <summary>Why training was given up; <see langword="null"/> where it was not.</summary>
    public Problem? GivenUp => _recovery.GivenUp;

    /// <summary>
    /// Whether a supervisor starts all ranks again, so that nothing is given up yet.
    /// </summary>
    public bool RanksBeginAgain => _ranks.BeginAgain;

    /// <summary>As <see cref="RunRanks.Passing"/>.</summary>
    public string Passing(Exception fault) => _ranks.Passing(fault);

    /// <summary>
    /// The step that was given up; <see langword="null"/> where it was no step that failed, but a
    /// file, say.
    /// </summary>
    public TrainingStep? FailedStep => _position.FailedWith(GivenUp);

    /// <summary>
    /// The model before the step that failed, where it was whole and could be copied.
    /// </summary>
    public Checkpoint? ModelBefore { get; private set; }

    /// <summary>Trains from the newest good checkpoint to the end: the training loop.</summary>
    /// <param name="stop">
    /// Asks it to stop at the next query of an attack, or after the step.
    /// </param>
    /// <exception cref="ProblemException">
    /// A step failed, or a checkpoint could not be written.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The person asked to stop; a checkpoint was written.
    /// </exception>
    public Trained Attempt(CancellationToken stop)
    {
        ForgetFailure();
        var history = _recovery.GoBackIfDecided();
        var pace = new RankPace(_ranks.Collective, stop, _stopFile.Take);
        using var training = _opening.Open(history, _recovery.RetriesAfter, pace);
        try
        {
            foreach (var planned in training.Steps)
            {
                var step = training.Verdicts.Applied(planned);
                _position.Begin(step);
                GlobalSeed.Set(step);
                var views = training.Monitors.ViewsFor(step);
                var taken = TrainingLoop.Take(_job.Plan, _job.Train, training.Model, step, views, pace.WithinStep);
                _position.Finish();
                var result = training.Verdicts.Judged(training.Monitors.Measured(taken));

                foreach (var listen in training.Listeners)
                    listen(result);

                if (!pace.Stops)
                    continue;
                training.Checkpoints.Complete();
                _ranks.Leave();
                pace.ThrowIfStops();
            }

            training.Checkpoints.Complete();
            _ranks.Leave();
            return training.End();
        }
        catch (StopAskedException)
        {
            // In the middle of a step: it was not taken, and the model is as before it.
            training.Checkpoints.Complete();
            throw;
        }
        catch (ProblemException fault)
        {
            if (_position.FailedWith(fault.Problem) is { } failed)
                ModelBefore = CopyOfSound(new CheckpointState(failed.Index), training.Model);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ForgetFailure();

    // Nothing where the step moved a part of it, where it is not finite, or there is no memory for
    // a copy: the failure matters more, and an older checkpoint takes its place.
    private static Checkpoint? CopyOfSound(CheckpointState state, Model model)
    {
        try
        {
            return model.IsWhole && model.FindNotFinite() is null ? Checkpoint.Of(state, model) : null;
        }
        catch (Exception fault) when (OutOfMemory.Is(fault))
        {
            return null;
        }
    }

    // What the attempt before failed with is history.
    private void ForgetFailure()
    {
        ModelBefore?.Dispose();
        ModelBefore = null;
        _position.Reset();
    }
}
