using System.Diagnostics;
using RoCL.Runs.Reporting;

namespace Runs.Tests.Reporting;

/// <summary>
/// Every signal that would end the process asks it to stop; Ctrl-C and a closed terminal, which a
/// background process may have to ignore, are in Processes.Tests.
/// </summary>
[NonParallelizable, Platform(Include = "Linux", Reason = "numbers of signals are a system's own")]
public sealed class HearingSignals
{
    [TestCase("QUIT", 143)]
    [TestCase("USR1", 143)]
    [TestCase("USR2", 143)]
    [TestCase("ALRM", 143)]
    [TestCase("TERM", 143)]
    [TestCase("16", 143)] // SIGSTKFLT, which not every shell knows by name
    [TestCase("XCPU", 143)]
    [TestCase("VTALRM", 143)]
    [TestCase("PROF", 143)]
    [TestCase("IO", 143)]
    [TestCase("PWR", 143)]
    public void It_is_heard_and_the_exit_code_is_that_of_a_stop(string signal, int code)
    {
        using var signals = new Signals { OnlyCounts = true };
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {Environment.ProcessId}"]);
        kill.WaitForExit();
        Assert.That(signals.Stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(20)), signal);
        Assert.That(signals.ExitCode, Is.EqualTo(code));
    }
}
