using System.ComponentModel;
using System.Diagnostics;

namespace RoCL.Runs.Machine;

/// <summary>
/// What the GPUs call themselves. TorchSharp does not tell, the driver's own program does.
/// </summary>
public static class CudaNames
{
    /// <summary>
    /// A name for each device; <c>unnamed</c> where the driver's program is not there or does not
    /// answer.
    /// </summary>
    /// <param name="count">How many devices libtorch sees.</param>
    public static IEnumerable<string> Of(int count) => Asked().Concat(Enumerable.Repeat("unnamed", count)).Take(count);

    private static string[] Asked()
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
            var said = driver?.StandardOutput.ReadToEnd() ?? "";
            return driver?.WaitForExit(TimeSpan.FromSeconds(5)) is true && driver.ExitCode == 0
                ? said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
