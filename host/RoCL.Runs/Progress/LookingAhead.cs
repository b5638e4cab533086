using RoCL.Core.Guards;

namespace RoCL.Runs.Progress;

/// <summary>
/// What a person sees while data is opened and evaluations are gone through: once that has taken
/// two seconds, how many images have been read.
/// </summary>
public sealed class LookingAhead : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly TimeSpan UntilShown = TimeSpan.FromSeconds(2);

    private readonly IProgressDisplay _display;
    private readonly TimeProvider _clock;
    private readonly IDisposable _listening;
    private readonly Lock _showing = new();

    private ReadImages? _read;
    private long _began;

    private LookingAhead(IProgressDisplay display, TimeProvider clock)
    {
        _display = display;
        _clock = clock;
        _display.Show(WorkProgress.LookAhead);
        _listening = WorkTrace.Source.Subscribe(this);
    }

    /// <summary>Shows it until it is disposed of.</summary>
    /// <param name="view">Where.</param>
    /// <param name="clock">Measures.</param>
    public static LookingAhead In(IProgressView view, TimeProvider clock) => new(view.Begin(), clock);

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is not { Key: WorkTrace.Reads, Value: ReadImages read })
            return;
        // Several threads read images.
        lock (_showing)
            Show(read);
    }

    /// <inheritdoc/>
    public void OnCompleted() { }

    /// <inheritdoc/>
    public void OnError(Exception error) { }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listening.Dispose();
        _display.Dispose();
    }

    private void Show(ReadImages read)
    {
        if (read.What != _read?.What || read.Done < _read.Done)
            _began = _clock.GetTimestamp();
        _read = read;
        if (_clock.GetElapsedTime(_began) < UntilShown)
            return;
        _display.Show(new(read.What, read.Done, read.Total));
        if (read.Done >= read.Total)
            _display.Show(WorkProgress.LookAhead);
    }
}
