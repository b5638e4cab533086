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
    /// How a stopped program ends: 130 after Ctrl-C, 129 after its terminal was closed, 143 after
    /// SIGTERM and all others, which are handled exactly as SIGTERM is.
    /// </summary>
    public int ExitCode =>
        Received switch
        {
            PosixSignal.SIGINT => Reporting.ExitCode.Interrupted,
            PosixSignal.SIGHUP => Reporting.ExitCode.HungUp,
            _ => Reporting.ExitCode.Terminated,
        };

    /// <summary>Asks for a stop as SIGTERM does.</summary>
    public void Ask() => Receive(PosixSignal.SIGTERM);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
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
