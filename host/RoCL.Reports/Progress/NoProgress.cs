using RoCL.Runs.Progress;

namespace RoCL.Reports.Progress;

/// <summary>Shows nothing: <c>--quiet</c>.</summary>
public sealed class NoProgress : IProgressView, IProgressDisplay
{
    /// <inheritdoc/>
    public IProgressDisplay Begin() => this;

    /// <inheritdoc/>
    public void Show(WorkProgress progress) { }

    /// <inheritdoc/>
    public void Dispose() { }
}
