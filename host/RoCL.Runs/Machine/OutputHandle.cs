using System.Runtime.InteropServices;

namespace RoCL.Runs.Machine;

/// <summary>
/// Standard output as the system knows it: native code writes to it, and whoever opens the stream
/// anew.
/// </summary>
public static partial class OutputHandle
{
    private const int Output = 1;
    private const int Error = 2;

    // STD_OUTPUT_HANDLE and STD_ERROR_HANDLE.
    private const int OutputOfWindows = -11;
    private const int ErrorOfWindows = -12;

    /// <summary>
    /// Lets it lead to standard error from here on, where it is a file or a pipe: what a component
    /// writes must not stand among results that a program reads. Writers that were opened before
    /// keep theirs.
    /// </summary>
    public static void ToError()
    {
        // Asked first: the console remembers the answer, which is that of the stream for results.
        if (!Console.IsOutputRedirected)
            return;
        if (OperatingSystem.IsWindows())
            _ = SetStdHandle(OutputOfWindows, GetStdHandle(ErrorOfWindows));
        else
            _ = Duplicate(Error, Output);
    }

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int handle);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetStdHandle(int handle, nint value);
}
