using RoCL.Runs.Progress;

namespace Shared.Runs;

/// <summary>A view of work that a test listens to instead of a person.</summary>
/// <param name="listen">Called with each report, on the thread that works.</param>
internal sealed class ProgressListener(Action<WorkProgress> listen) : IProgressView, IProgressDisplay
{
    /// <summary>Nobody watches.</summary>
    public static ProgressListener Silent { get; } = new(_ => { });

    public IProgressDisplay Begin() => this;

    public void Show(WorkProgress progress) => listen(progress);

    public void Dispose() { }
}
