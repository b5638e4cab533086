using System.Runtime.InteropServices;
using RoCL.Runs.Reporting;

namespace Runs.Tests.Reporting;

/// <summary>
/// Every signal that would end the process asks it to stop; Ctrl-C and a closed terminal, which a
/// background process may have to ignore, are in Processes.Tests.
/// </summary>
[NonParallelizable, Platform(Include = "Linux", Reason = "numbers of signals are a system's own")]
public sealed partial class HearingSignals
{
    [TestCase(3, "QUIT", 143)]
    [TestCase(10, "USR1", 143)]
    [TestCase(12, "USR2", 143)]
    [TestCase(14, "ALRM", 143)]
    [TestCase(15, "TERM", 143)]
    [TestCase(16, "STKFLT", 143)]
    [TestCase(24, "XCPU", 143)]
    [TestCase(26, "VTALRM", 143)]
    [TestCase(27, "PROF", 143)]
    [TestCase(29, "IO", 143)]
    [TestCase(30, "PWR", 143)]
    public void It_is_heard_and_the_exit_code_is_that_of_a_stop(int signal, string name, int code)
    {
        using var signals = new Signals { OnlyCounts = true };
        Assert.That(Send(Environment.ProcessId, signal), Is.Zero);
        Assert.That(signals.Stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(20)), name);
        Assert.That(signals.ExitCode, Is.EqualTo(code));
    }

    [LibraryImport("libc", EntryPoint = "kill"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Send(int process, int signal);
}
