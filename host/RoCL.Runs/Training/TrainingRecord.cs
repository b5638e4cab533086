using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;

namespace RoCL.Runs.Training;

/// <summary>Listens to steps: counts how far training has come, and what it took.</summary>
internal sealed class TrainingRecord
{
    private const double BytesPerMiB = 1 << 20;

    private readonly TimeProvider _clock;
    private readonly double _secondsBefore;
    private readonly long _started;

    /// <summary>Begins to count.</summary>
    /// <param name="begun">What the checkpoint says that training goes on from.</param>
    /// <param name="clock">Measures what steps take.</param>
    public TrainingRecord(CheckpointState begun, TimeProvider clock)
    {
        _clock = clock;
        _secondsBefore = begun.Seconds;
        _started = clock.GetTimestamp();
        State = begun;
    }

    /// <summary>After the last step.</summary>
    public CheckpointState State { get; private set; }

    /// <summary>Adds a sign, which a process that goes on from a checkpoint has as well.</summary>
    public void Add(Problem sign) => State = State.With(sign);

    /// <summary>Adds a step.</summary>
    public void Add(StepResult result) =>
        State = State with
        {
            Next = result.Step.Index + 1,
            Seconds = _secondsBefore + _clock.GetElapsedTime(_started).TotalSeconds,
            Images = State.Images + result.Step.Images.Length,
            PeakMemoryMiB = Math.Max(State.PeakMemoryMiB, Environment.WorkingSet / BytesPerMiB),
            Loss = result.Skipped is null ? result.Loss : State.Loss,
            Epoch = State.Epoch.With(result),
        };
}
