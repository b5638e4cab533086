using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace RoCL.Runs.Machine;

/// <summary>
/// The end of this process when its work is done, whatever a plugin has left running in it.
/// </summary>
public static partial class ProcessEnd
{
    private const nint ThisProcess = -1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Ends the process: threads that a plugin left running end with it, and what it registered for
    /// the process's exit has five seconds.
    /// </summary>
    /// <param name="code">The exit code.</param>
    [DoesNotReturn]
    public static void With(int code)
    {
        var impatient = new Thread(() =>
        {
            Thread.Sleep(Patience);
            Leave(code);
        })
        {
            IsBackground = true,
            Name = "end",
        };
        impatient.Start();
        Environment.Exit(code);
    }

    // Nothing more of this process runs, neither managed nor native.
    private static void Leave(int code)
    {
        if (OperatingSystem.IsWindows())
            _ = Terminate(ThisProcess, (uint)code);
        else
            Exit(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);

    [LibraryImport("kernel32", EntryPoint = "TerminateProcess")]
    private static partial int Terminate(nint process, uint code);
}
