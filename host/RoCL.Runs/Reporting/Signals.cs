using System.Runtime.InteropServices;

namespace RoCL.Runs.Reporting;

/// <summary>
/// Ctrl-C, SIGTERM, a terminal that is closed, and every other signal that asks a process to end:
/// the first asks work to stop at its next safe point, the second ends the process.
/// </summary>
/// <remarks>
/// Of a supervisor and its worker, the supervisor alone decides what a second one means: a worker
/// may hear of one twice, from its terminal and from its supervisor.
/// </remarks>
public sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private ITimer? _timer;
    private int _count;

    /// <summary>Listens from now on.</summary>
    public Signals() =>
        _registrations = [.. StoppingSignals.Here.Select(signal => PosixSignalRegistration.Create(signal, Receive))];

    /// <summary>Whether later ones are counted, and no longer end the process.</summary>
    public bool OnlyCounts { get; set; }

    /// <summary>How many came.</summary>
    public int Count => _count;

    /// <summary>Cancelled when a signal came.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Which came first.</summary>
    public PosixSignal? Received { get; private set; }

    /// <summary>
    /// Whether the stated time of <see cref="StopAt"/> came, and no signal before it.
    /// </summary>
    public bool TimeIsUp { get; private set; }

    /// <summary>What asked for the stop, in a word for the log.</summary>
    public string Reason => TimeIsUp ? "--stop-after" : $"{Received}";

    /// <summary>
    /// How a stopped program ends: 75 at its stated time, 130 after Ctrl-C, 129 after its terminal
    /// was closed, 143 after SIGTERM and all others, which are handled exactly as SIGTERM is.
    /// </summary>
    public int ExitCode =>
        Received switch
        {
            _ when TimeIsUp => Reporting.ExitCode.SubmitAgain,
            PosixSignal.SIGINT => Reporting.ExitCode.Interrupted,
            PosixSignal.SIGHUP => Reporting.ExitCode.HungUp,
            _ => Reporting.ExitCode.Terminated,
        };

    /// <summary>Asks for a stop as SIGTERM does.</summary>
    public void Ask() => Receive(PosixSignal.SIGTERM);

    /// <summary>Asks for a stop at a time, without any signal.</summary>
    /// <param name="time">
    /// The time, at most 49 days from now; one that has passed stops the work at once.
    /// </param>
    /// <param name="clock">Says when it is.</param>
    public void StopAt(DateTimeOffset time, TimeProvider clock)
    {
        var left = time - clock.GetUtcNow();
        var wait = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        _timer = clock.CreateTimer(_ => EndTime(), null, wait, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    // A worker has the same time: nothing is counted that a supervisor would pass on to it.
    private void EndTime()
    {
        TimeIsUp = Received is null;
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work ended at this very moment.
        }
    }

    private void Receive(PosixSignalContext context)
    {
        context.Cancel = Received is null || OnlyCounts;
        Receive(context.Signal);
    }

    private void Receive(PosixSignal signal)
    {
        Received ??= signal;
        Interlocked.Increment(ref _count);
        _stop.Cancel();
    }
}
