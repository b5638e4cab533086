namespace RoCL.Core.Guards;

/// <summary>
/// Ends the work that a component asked the host for, since the person asked to stop. It is a
/// cancellation of the host's own, so that no guard takes it for a fault of the component.
/// </summary>
/// <param name="stop">The token by which the person asked.</param>
public class StopAskedException(CancellationToken stop) : OperationCanceledException(stop)
{
    /// <summary>Nothing, unless the person has asked to stop.</summary>
    /// <param name="stop">The token by which the person asks.</param>
    /// <exception cref="StopAskedException">The person has asked.</exception>
    public static void ThrowIfAsked(CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            throw new StopAskedException(stop);
    }
}
