using System.Diagnostics;
using RoCL.Core.Evaluation;
using RoCL.Core.Tensors;

namespace RoCL.Library;

/// <summary>An evaluation's clock; nothing is shown, and nothing is kept.</summary>
/// <param name="stop">The token by which the caller stops it.</param>
internal sealed class EvaluationClock(CancellationToken stop) : IBenchHost
{
    private readonly long _begun = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public CancellationToken Stop => stop;

    /// <inheritdoc/>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    /// <summary>Collects what was freed, as in an evaluation of <c>rocl</c>.</summary>
    /// <inheritdoc/>
    public void Report(string stage, long done, long total) => GC.Collect(0);

    /// <inheritdoc/>
    public TensorFile? Find(string name) => null;

    /// <inheritdoc/>
    public void Keep(string name, TensorFile part) { }
}
