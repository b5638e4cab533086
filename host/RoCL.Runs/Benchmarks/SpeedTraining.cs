using System.Diagnostics;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Files;
using RoCL.Runs.Machine;
using RoCL.Runs.Recipes;
using RoCL.Runs.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RoCL.Runs.Benchmarks;

/// <summary>The training of one variant, which takes steps when it has its turn.</summary>
internal sealed class SpeedTraining : IDisposable
{
    private const double BytesPerMiB = 1048576;

    private readonly Job _job;
    private readonly CancellationToken _stop;
    private readonly Model _model;
    private readonly IEnumerator<TrainingStep> _steps;
    private readonly List<SpeedRound> _rounds = [];
    private readonly List<Problem> _notices = [];

    /// <summary>Builds the model and takes two steps, which are not measured.</summary>
    /// <param name="variant">What is measured.</param>
    /// <param name="job">Its recipe on random images.</param>
    /// <param name="device">Where arithmetic runs.</param>
    /// <param name="files">The disk, which has what was measured of the device before.</param>
    /// <param name="stop">Asks every step to end before its next pass.</param>
    /// <exception cref="OperationCanceledException">It was asked to.</exception>
    public SpeedTraining(SpeedVariant variant, Job job, Device device, IFiles files, CancellationToken stop = default)
    {
        Variant = variant;
        _stop = stop;
        // As a run is computed: in float32 where bfloat16 gains nothing here.
        _job = job with
        {
            Plan = BFloat16Speed.WithSuitablePrecision(job.Plan, device, files, _notices.Add),
        };
        GlobalSeed.Set(_job.Plan);
        _model = Model.Build(_job.Plan, device);
        _notices.AddRange(_model.Notices);
        _steps = _job.Plan.StepsFrom(0).GetEnumerator();
        FirstLoss = Take();
        // What the system counts is the machine's memory, not a device's.
        var stepMemory = StepMemoryMiB();
        MemoryMiB = device.type == DeviceType.CPU ? stepMemory + ModelBytes() / BytesPerMiB : null;
    }

    /// <summary>What is measured.</summary>
    public SpeedVariant Variant { get; }

    /// <summary>What is computed otherwise than the variant says, and why.</summary>
    public IEnumerable<Problem> Notices => _notices;

    /// <summary>The loss of the first step.</summary>
    public double FirstLoss { get; }

    /// <summary>What was measured, a round after the other.</summary>
    public IReadOnlyList<SpeedRound> Rounds => _rounds;

    /// <summary>
    /// The memory that the model and a step take at most; <see langword="null"/> where the system
    /// does not count, or arithmetic runs elsewhere than on the CPU.
    /// </summary>
    public double? MemoryMiB { get; }

    /// <summary>Takes the steps of a round.</summary>
    /// <param name="steps">How many, 1 or more.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public void TakeRound(int steps)
    {
        using var phases = new StepPhases();
        var begun = Stopwatch.GetTimestamp();
        for (var step = 0; step < steps; step++)
            Take();

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var images = (double)steps * _job.Recipe.Train.Batch;
        _rounds.Add(
            new(
                images / seconds,
                Enum.GetValues<StepPhase>()
                    .ToImmutableDictionary(phase => phase, phase => phases.Of(phase).TotalSeconds / steps)
            )
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _steps.Dispose();
        _model.Dispose();
    }

    // What is loaded and chosen once was so in the first step.
    private double? StepMemoryMiB()
    {
        NativeTuning.GiveBackFreeMemory();
        var before = PeakMemory.Begin();
        Take();
        return PeakMemory.Now() - before;
    }

    private double ModelBytes() => _model.State.Values.Sum(tensor => (double)tensor.numel() * tensor.element_size());

    private double Take()
    {
        _stop.ThrowIfCancellationRequested();
        _steps.MoveNext();
        GlobalSeed.Set(_steps.Current);
        var result = TrainingLoop.Take(_job.Plan, _job.Train, _model, _steps.Current, stop: _stop);
        return result.Loss;
    }
}

/// <summary>A variant's turn.</summary>
/// <param name="ImagesPerSecond">Images in a second.</param>
/// <param name="Phases">Seconds of a step that each phase took.</param>
internal sealed record SpeedRound(double ImagesPerSecond, ImmutableDictionary<StepPhase, double> Phases);
