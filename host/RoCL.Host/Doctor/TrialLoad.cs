using System.Diagnostics;
using RoCL.Host.Supervision;
using RoCL.Runs.Supervision;

namespace RoCL.Host.Doctor;

/// <summary>
/// Loads libtorch in a process of its own: what ends that one is shown by this one.
/// </summary>
internal static class TrialLoad
{
    /// <summary>
    /// ROCL0705: loading ended the process; <see langword="null"/> where it did not, whether it
    /// worked or failed.
    /// </summary>
    public static Problem? Died() => Died(OwnProgram.With(["doctor", "--load"]));

    /// <summary>As <see cref="Died()"/>, of any process.</summary>
    /// <param name="start">How it is started.</param>
    internal static Problem? Died(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return WorkerEnd.Of(process.ExitCode, StepRecord.Empty, lackedMemory: false) is WorkerEnd.Died died
            ? new(
                "ROCL0705",
                "libtorch",
                $"Loading the library ended the process that tried: it {died}.",
                "Restore the packages (`dotnet restore --force`), and build or publish the program again on this "
                    + "machine."
            )
            : null;
    }
}
