using System.Runtime.InteropServices;

namespace RoCL.Runs.Machine;

/// <summary>
/// The limit on the size of files (<c>ulimit -f</c>): a write that meets it fails like one on a
/// full disk.
/// </summary>
public static partial class FileSizeLimit
{
    // SIGXFSZ and SIG_IGN, alike on Linux and macOS.
    private const int Signal = 25;
    private const nint Ignored = 1;

    /// <summary>
    /// Keeps the system's signal from ending this process, and those that it starts: the write
    /// then fails with a number, which has a message.
    /// </summary>
    public static void Survive()
    {
        if (!OperatingSystem.IsWindows())
            _ = Handle(Signal, Ignored);
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Handle(int signal, nint handler);
}
