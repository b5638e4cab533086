using System.Diagnostics;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Recipes;
using RoCL.Runs.Files;
using RoCL.Runs.Journal;
using Serilog;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// Writes checkpoints beside the training: at most one at a time, and a failure comes up at the
/// next step.
/// </summary>
/// <param name="saving">The checkpoints of the run.</param>
/// <param name="interval">How many of them stay.</param>
/// <param name="metrics">
/// They are on the disk itself before the checkpoint is: no checkpoint knows of a step that they
/// lack.
/// </param>
/// <param name="log">Gets an event for each checkpoint that is complete.</param>
/// <param name="failed">
/// Gets the step with the checkpoint that could not be written: however far training came
/// meanwhile, it did not get past this one.
/// </param>
public sealed class CheckpointWriter(
    CheckpointSaving saving,
    CheckpointInterval interval,
    Metrics metrics,
    ILogger log,
    Action<long> failed
) : IDisposable
{
    /// <summary>The code of a checkpoint that cannot be written.</summary>
    public const string NotWrittenCode = "ROCL0629";

    private Task _inFlight = Task.CompletedTask;
    private long _step;

    /// <summary>Begins to write a checkpoint, when the one before is complete.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0629: the one before could not be written; ROCL0354: no memory is left for a copy.
    /// </exception>
    public void Begin(CheckpointState state, Model model)
    {
        Wait();
        _step = state.Next - 1;
        var checkpoint = Copied(state with { Journal = metrics.Mark }, model);
        _inFlight = Task.Run(() =>
        {
            using (checkpoint)
                Write(checkpoint);
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
            failed(_step);
            throw;
        }
    }

    /// <summary>
    /// Waits until none is being written; whether it fails matters less than what has ended the
    /// training.
    /// </summary>
    public void Dispose() => Task.WhenAny(_inFlight).GetAwaiter().GetResult();

    private static Checkpoint Copied(CheckpointState state, Model model)
    {
        try
        {
            return Checkpoint.Of(state, model);
        }
        catch (Exception fault) when (OutOfMemory.Is(fault))
        {
            throw new ProblemException(OutOfMemory.Problem(NameOf(state), fault), fault);
        }
    }

    private void Write(Checkpoint checkpoint)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            metrics.Flush();
            saving.Save(checkpoint, interval.Keep, interval.Best);
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            throw new ProblemException(NotWritten(checkpoint.State, fault), fault);
        }

        log.Information(
            "Checkpoint after {Steps} steps, {Bytes} bytes of tensors, written in {Seconds:0.000} s",
            checkpoint.State.Next,
            checkpoint.Weights.Bytes,
            Stopwatch.GetElapsedTime(started).TotalSeconds
        );
    }

    private static Problem NotWritten(CheckpointState state, Exception fault) =>
        new(
            NotWrittenCode,
            NameOf(state),
            $"The checkpoint cannot be written: {DiskFault.What(fault)}.",
            $"{DiskFault.Remedy(fault)}, then go on; the checkpoints before it are as they were."
        );

    private static string NameOf(CheckpointState state) => $"the checkpoint after {state.Next} steps";
}
