using RoCL.Core.Guards;

namespace Shared.Toys;

/// <summary>Listens to the queries of attacks on this thread, until it is disposed of.</summary>
internal sealed class Queries : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Action<int> _each;
    private readonly IDisposable _listening;

    /// <summary>Listens from now on.</summary>
    /// <param name="each">Gets the number of each query, from 1, before it is answered.</param>
    public Queries(Action<int>? each = null)
    {
        _each = each ?? (_ => { });
        _listening = WorkTrace.Source.Subscribe(this);
    }

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != WorkTrace.GetsOn || Environment.CurrentManagedThreadId != _thread)
            return;
        Count++;
        _each(Count);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose() => _listening.Dispose();
}
