namespace RoCL.Core.Guards;

/// <summary>
/// A step or a call that has begun; its end is published when this is disposed of.
/// </summary>
/// <param name="ends">The event of its end; <see langword="null"/> where nobody listened.</param>
/// <param name="what">What goes with the event.</param>
public readonly struct TracedWork(string? ends, object what) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        if (ends is not null)
            WorkTrace.Source.Write(ends, what);
    }
}
