using System.Diagnostics;
using System.Globalization;

namespace Processes.Tests.Clusters;

/// <summary>The ranks of a run, as processes of this machine.</summary>
internal static class RankProcesses
{
    // What the launchers say of the second rank.
    private static readonly string[] Second = ["OMPI_COMM_WORLD_RANK=1\0", "PMIX_RANK=1\0"];

    /// <summary>Kills the second rank of a run once it has a checkpoint.</summary>
    /// <remarks>
    /// The launcher starts both with the same command line, and says which is which in their
    /// environment.
    /// </remarks>
    /// <param name="run">The run's folder, in the folder that the program runs in.</param>
    public static void KillSecond(string run)
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromMinutes(1))
        {
            Thread.Sleep(20);
            var hasCheckpoint =
                Directory.Exists($"{run}/checkpoints") && Directory.EnumerateDirectories($"{run}/checkpoints").Any();
            if (!hasCheckpoint || SecondOf(run) is not { } process)
                continue;
            using var killed = Process.GetProcessById(process);
            killed.Kill();
            return;
        }
        Assert.Fail("The second rank did not come to a checkpoint.");
    }

    private static int? SecondOf(string run)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process))
                continue;
            if (IsSecond(folder, Path.GetDirectoryName(run)!))
                return process;
        }
        return null;
    }

    private static bool IsSecond(string process, string folder)
    {
        try
        {
            var environment = File.ReadAllText($"{process}/environ");
            return Second.Any(environment.Contains)
                && File.ResolveLinkTarget($"{process}/cwd", returnFinalTarget: true)?.FullName == folder;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
