using System.Runtime;
using RoCL.Core.Guards;

namespace RoCL.Runs.Machine;

/// <summary>
/// Garbage is collected between steps, calls of components and queries of attacks, and never while
/// libtorch computes.
/// </summary>
/// <remarks>
/// TorchSharp hands libtorch the address of a number, <c>x.add(0.25)</c>, and keeps nothing that
/// holds the number until the call returns. A collection in the middle of the call frees it: with
/// one after the other going on, a call in a thousand threw "Expected false to be true" or "Unknown
/// scalar type" (TorchSharp 0.107), and what is freed may as well be read as another number.
/// </remarks>
public sealed class QuietCollections : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    // How much garbage may wait; NativeBlocks asks for collections sooner.
    private const long Collected = 16L << 20;

    // What may be allocated in the longest call; beyond it a collection happens where it happens.
    private const long Room = 64L << 20;

    private readonly Lock _collecting = new();
    private readonly IDisposable _listening;
    private long _before;
    private bool _couldHold;

    private QuietCollections()
    {
        Hold();
        _listening = WorkTrace.Source.Subscribe(this);
    }

    /// <summary>Begins; from now on until the end, in this process.</summary>
    public static QuietCollections Begin() => new();

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Allocated - _before < Collected && (IsHeld || !_couldHold))
            return;
        lock (_collecting)
        {
            Release();
            Hold();
        }
    }

    /// <inheritdoc/>
    public void OnCompleted() { }

    /// <inheritdoc/>
    public void OnError(Exception error) { }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listening.Dispose();
        lock (_collecting)
            Release();
    }

    private static long Allocated => GC.GetTotalAllocatedBytes();

    private static bool IsHeld => GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;

    // Collects what is garbage now, and then nothing more.
    private void Hold()
    {
        try
        {
            _couldHold = GC.TryStartNoGCRegion(Room);
        }
        catch (ArgumentOutOfRangeException)
        {
            // A machine with little memory keeps to its own ways.
            _couldHold = false;
        }

        _before = Allocated;
    }

    private static void Release()
    {
        try
        {
            if (IsHeld)
                GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // A collection came between, since the room was used up or somebody asked for one.
        }
    }
}
