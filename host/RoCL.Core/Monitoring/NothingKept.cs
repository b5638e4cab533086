using RoCL.Core.Evaluation;
using RoCL.Core.Tensors;

namespace RoCL.Core.Monitoring;

/// <summary>
/// What a monitor's bench stands on: nothing is shown, stopped or kept, and there is no clock.
/// </summary>
internal sealed class NothingKept : IBenchHost
{
    /// <inheritdoc/>
    public CancellationToken Stop => CancellationToken.None;

    /// <inheritdoc/>
    public TimeSpan Elapsed => TimeSpan.Zero;

    /// <summary>Collects what was freed, as in an evaluation.</summary>
    /// <inheritdoc/>
    public void Report(string stage, long done, long total) => GC.Collect(0);

    /// <inheritdoc/>
    public TensorFile? Find(string name) => null;

    /// <inheritdoc/>
    public void Keep(string name, TensorFile part) { }
}
