using RoCL.Core.Guards;

namespace RoCL.Runs.Machine;

/// <summary>
/// Frees small native blocks while the work gets on, so that memory stays level over any number of
/// iterations.
/// </summary>
/// <remarks>
/// Every number beside a tensor, such as the step in <c>x + 0.01 * direction</c>, is a small native
/// block until the garbage collector finds its wrapper. An attack's iteration makes a few of them
/// and hardly any other garbage: when the collector looks is up to it, and depends on the machine's
/// load. Meanwhile they lie between the large blocks of tensors that come and go: what a freed
/// tensor leaves is a little too small for the next one, which is put at the end of the heap.
/// An evaluation by PGD-600 of 200 images grew by 1,000 MiB on an idle machine; with a collection
/// in each iteration it stayed level.
/// </remarks>
public sealed class NativeBlocks : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    // A collection takes a fraction of a millisecond, and iterations of small networks not much
    // more.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _clock;
    private readonly IDisposable _listening;
    private long _collected;

    private NativeBlocks(TimeProvider clock)
    {
        _clock = clock;
        _collected = clock.GetTimestamp();
        _listening = WorkTrace.Source.Subscribe(this);
    }

    /// <summary>
    /// Frees them at queries of attacks, a few times each second, until it is disposed of.
    /// </summary>
    /// <param name="clock">Says when it is time.</param>
    public static NativeBlocks WhileWorking(TimeProvider clock) => new(clock);

    /// <summary>Frees them now.</summary>
    public static void Collect() => GC.Collect(1);

    /// <summary>Frees them where that was not done just now.</summary>
    public void CollectIfDue()
    {
        if (_clock.GetElapsedTime(_collected) < Interval)
            return;
        Collect();
        _collected = _clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == WorkTrace.GetsOn)
            CollectIfDue();
    }

    /// <inheritdoc/>
    public void OnCompleted() { }

    /// <inheritdoc/>
    public void OnError(Exception error) { }

    /// <inheritdoc/>
    public void Dispose() => _listening.Dispose();
}
