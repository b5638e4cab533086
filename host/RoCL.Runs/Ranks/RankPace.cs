using RoCL.Core.Ranks;
using TorchSharp;

namespace RoCL.Runs.Ranks;

/// <summary>
/// What all ranks decide together after each step: whether a checkpoint is due, and whether the
/// training stops. A single rank decides for itself, and stops within a step too.
/// </summary>
/// <param name="collective">The ranks.</param>
/// <param name="stop">Asks this rank to stop.</param>
/// <param name="isStopFound">Whether a person has asked in another way.</param>
internal sealed class RankPace(ICollective collective, CancellationToken stop, Func<bool>? isStopFound = null)
{
    private bool _stopsTogether;

    /// <summary>
    /// What stops a step where it is: only that of a single rank, for which nobody waits.
    /// </summary>
    public CancellationToken WithinStep => collective.World == 1 ? stop : CancellationToken.None;

    /// <summary>Whether the training stops after the step.</summary>
    public bool Stops => collective.World == 1 ? stop.IsCancellationRequested : _stopsTogether;

    /// <summary>Whether a checkpoint is due on any rank; all ranks ask after each step.</summary>
    /// <param name="own">Whether it is on this one.</param>
    public bool IsDue(bool own)
    {
        if (collective.World == 1)
            return own;
        var asksStop = stop.IsCancellationRequested || isStopFound?.Invoke() == true;
        using var scope = torch.NewDisposeScope();
        var flags = torch.tensor(new[] { own ? 1L : 0L, asksStop ? 1L : 0L });
        collective.Max(flags);
        _stopsTogether = flags[1].item<long>() != 0;
        return flags[0].item<long>() != 0;
    }

    /// <summary>Ends the training where it stops.</summary>
    /// <exception cref="OperationCanceledException">It stops.</exception>
    public void ThrowIfStops()
    {
        stop.ThrowIfCancellationRequested();
        if (_stopsTogether)
            throw new OperationCanceledException("Another rank was asked to stop.");
    }
}
