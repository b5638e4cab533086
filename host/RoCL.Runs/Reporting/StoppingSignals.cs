using System.Runtime.InteropServices;

namespace RoCL.Runs.Reporting;

/// <summary>
/// The signals that ask a process to end: all that would end it otherwise, but for those that no
/// process hears, and those by which the system tells it of a fault of its own.
/// </summary>
/// <remarks>
/// Batch systems warn of the end of a job by a signal that they, or the person, choose: SIGUSR1 and
/// SIGUSR2 in Slurm and Grid Engine, SIGXCPU where the processor time is used up.
/// </remarks>
internal static class StoppingSignals
{
    // By number, which .NET takes where it has no name: alike on Linux and macOS.
    private const PosixSignal Alarm = (PosixSignal)14;
    private const PosixSignal ProcessorTime = (PosixSignal)24;
    private const PosixSignal VirtualAlarm = (PosixSignal)26;
    private const PosixSignal ProfilingAlarm = (PosixSignal)27;

    private static readonly ImmutableArray<PosixSignal> Everywhere =
    [
        PosixSignal.SIGINT,
        PosixSignal.SIGTERM,
        PosixSignal.SIGHUP,
        PosixSignal.SIGQUIT,
    ];

    private static readonly ImmutableArray<PosixSignal> OfUnix = [Alarm, ProcessorTime, VirtualAlarm, ProfilingAlarm];

    // SIGUSR1 and SIGUSR2; of Linux also SIGIO, SIGPWR and SIGSTKFLT.
    private static readonly ImmutableArray<PosixSignal> OfLinux =
    [
        (PosixSignal)10,
        (PosixSignal)12,
        (PosixSignal)16,
        (PosixSignal)29,
        (PosixSignal)30,
    ];

    private static readonly ImmutableArray<PosixSignal> OfMac = [(PosixSignal)30, (PosixSignal)31];

    /// <summary>Those of this system.</summary>
    public static ImmutableArray<PosixSignal> Here =>
        [
            .. Everywhere,
            .. OperatingSystem.IsWindows() ? [] : OfUnix,
            .. OperatingSystem.IsLinux() ? OfLinux : [],
            .. OperatingSystem.IsMacOS() ? OfMac : [],
        ];
}
