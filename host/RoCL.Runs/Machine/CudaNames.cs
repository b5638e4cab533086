using System.ComponentModel;
using System.Diagnostics;

namespace RoCL.Runs.Machine;

/// <summary>
/// The names of the GPUs. TorchSharp does not have them, the driver's own program does.
/// </summary>
internal static class CudaNames
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A name for each device; <c>unnamed</c> where the driver's program is not there or does not
    /// answer.
    /// </summary>
    /// <param name="count">How many devices libtorch sees.</param>
    public static IEnumerable<string> Of(int count) =>
        FromDriver().Concat(Enumerable.Repeat("unnamed", count)).Take(count);

    private static string[] FromDriver()
    {
        try
        {
            using var driver = Process.Start(
                new ProcessStartInfo("nvidia-smi", ["--query-gpu=name", "--format=csv,noheader"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            );
            if (driver is null)
                return [];
            var names = driver.StandardOutput.ReadToEnd();
            return driver.WaitForExit(Patience) && driver.ExitCode == 0
                ? names.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
