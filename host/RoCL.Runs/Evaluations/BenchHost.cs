using RoCL.Core.Evaluation;
using RoCL.Core.Tensors;
using RoCL.Runs.Progress;

namespace RoCL.Runs.Evaluations;

/// <summary>Progress, clock and kept parts of one evaluation.</summary>
/// <param name="name">The run's name, shown with the progress.</param>
/// <param name="clock">Measures the wall time.</param>
/// <param name="report">Gets the progress.</param>
/// <param name="kept">The parts that are finished.</param>
/// <param name="stop">Asks the evaluation to stop.</param>
internal sealed class BenchHost(
    string name,
    TimeProvider clock,
    Action<WorkProgress> report,
    KeptParts kept,
    CancellationToken stop
) : IBenchHost
{
    private const double BytesPerMiB = 1048576.0;

    private readonly long _begun = clock.GetTimestamp();
    private long _peakBytes = Environment.WorkingSet;

    /// <summary>The largest working set that was seen.</summary>
    public double PeakMemoryMiB => Math.Max(_peakBytes, Environment.WorkingSet) / BytesPerMiB;

    /// <summary>The classifiers that were measured, by their names.</summary>
    public Dictionary<string, TensorFile> Classifiers { get; } = [];

    /// <inheritdoc/>
    public CancellationToken Stop => stop;

    /// <inheritdoc/>
    public TimeSpan Elapsed => clock.GetElapsedTime(_begun);

    /// <inheritdoc/>
    public void Report(string stage, long done, long total)
    {
        _peakBytes = Math.Max(_peakBytes, Environment.WorkingSet);
        report(new($"{name}: {stage}", done, total));
    }

    /// <inheritdoc/>
    public TensorFile? Find(string name) => kept.Find(name);

    /// <inheritdoc/>
    public void Keep(string name, TensorFile part) => kept.Keep(name, part, Elapsed.TotalSeconds);

    /// <inheritdoc/>
    public void SeeClassifier(string name, Func<TensorFile> tensors)
    {
        if (!Classifiers.ContainsKey(name))
            Classifiers.Add(name, tensors());
    }
}
