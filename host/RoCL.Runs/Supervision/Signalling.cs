using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RoCL.Runs.Supervision;

/// <summary>Passes a signal on to another process.</summary>
internal static partial class Signalling
{
    /// <summary>
    /// Sends it. On Windows a console's processes hear Ctrl-C each by itself, and nothing is sent.
    /// </summary>
    public static void Send(PosixSignal signal, Process process)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Kill(
                process.Id,
                signal switch
                {
                    PosixSignal.SIGHUP => 1,
                    PosixSignal.SIGINT => 2,
                    > 0 => (int)signal,
                    _ => 15,
                }
            );
        }
    }

    // It fails only where the process has just ended, which the caller will see.
    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
