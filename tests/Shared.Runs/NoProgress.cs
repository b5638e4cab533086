using RoCL.Runs.Progress;

namespace Shared.Runs;

/// <summary>Nobody watches.</summary>
internal sealed class NoProgress : IProgressView
{
    public T Show<T>(Func<Action<WorkProgress>, T> work) => work(_ => { });
}
