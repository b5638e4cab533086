using System.Diagnostics;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Recipes;
using RoCL.Runs.Journal;
using RoCL.Runs.Training;
using Serilog;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// Writes checkpoints beside the training: at most one at a time, and a failure comes up at the
/// next step.
/// </summary>
/// <param name="checkpoints">Where to.</param>
/// <param name="interval">How many stay.</param>
/// <param name="metrics">
/// On the disk itself before the checkpoint is: a checkpoint never knows of a step that they lack.
/// </param>
/// <param name="log">Told of each that is complete.</param>
/// <param name="at">
/// Taken back to the step whose checkpoint failed: however far training came meanwhile, it is that
/// one which it did not get past.
/// </param>
public sealed class CheckpointWriter(
    CheckpointStore checkpoints,
    CheckpointInterval interval,
    Metrics metrics,
    ILogger log,
    Whereabouts? at = null
) : IDisposable
{
    private Task _inFlight = Task.CompletedTask;
    private long _step;

    /// <summary>Begins one, when the one before is complete.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0629: the one before could not be written.
    /// </exception>
    public void Begin(CheckpointState state, Model model)
    {
        Wait();
        _step = state.Next - 1;
        var snapshot = Copied(state, model);
        _inFlight = Task.Run(() =>
        {
            using (snapshot)
                Write(snapshot);
        });
    }

    /// <summary>
    /// Throws what the last one failed with; one that is still being written is not waited for.
    /// </summary>
    /// <exception cref="ProblemException">ROCL0629: it could not be written.</exception>
    public void Surface()
    {
        if (_inFlight.IsCompleted)
            Wait();
    }

    /// <summary>Waits until none is being written.</summary>
    /// <exception cref="ProblemException">ROCL0629: it could not be written.</exception>
    public void Wait()
    {
        var written = _inFlight;
        _inFlight = Task.CompletedTask;
        try
        {
            written.GetAwaiter().GetResult();
        }
        catch
        {
            at?.Return(_step);
            throw;
        }
    }

    /// <summary>
    /// Leaves none that is still being written; whatever ended the training matters more than how
    /// that one ends.
    /// </summary>
    public void Dispose() => Task.WhenAny(_inFlight).GetAwaiter().GetResult();

    private static Snapshot Copied(CheckpointState state, Model model)
    {
        try
        {
            return Snapshot.Of(state, model);
        }
        catch (Exception fault) when (OutOfMemory.Is(fault))
        {
            throw new ProblemException(OutOfMemory.Problem($"the checkpoint after {state.Next} steps", fault), fault);
        }
    }

    private void Write(Snapshot snapshot)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            metrics.Flush();
            checkpoints.Write(snapshot, interval.Keep, interval.Best);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                new(
                    "ROCL0629",
                    $"the checkpoint after {snapshot.State.Next} steps",
                    $"cannot be written: {fault.Message}",
                    "Make room, or make the run's folder writable; the checkpoints before it are as they were."
                ),
                fault
            );
        }
        log.Information(
            "Checkpoint after {Steps} steps, {Bytes} bytes of tensors, written in {Seconds:0.000} s",
            snapshot.State.Next,
            snapshot.Bytes,
            Stopwatch.GetElapsedTime(started).TotalSeconds
        );
    }
}
