using RoCL.Runs.Files;
using RoCL.Runs.Recovery;

namespace Processes.Tests.Clusters;

/// <summary>A loss that throws on all ranks, until it is repaired.</summary>
internal static class RankFaults
{
    /// <summary>The settings by which it throws in a later step.</summary>
    /// <param name="repaired">A file; once it exists, the loss is sound.</param>
    public static string[] ThrownUntil(string repaired) =>
        ["--set", "loss.0.kind=throws", "--set", "loss.0.after=12", "--set", $"loss.0.repaired={repaired}"];

    /// <summary>Repairs it once a supervisor has written down that it ended the ranks.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="repaired">The file that shows it.</param>
    public static void RepairOnceThrown(string run, string repaired)
    {
        SlurmCluster.Until(() => WorkerDeaths.In(new(new DiskFiles(), run)).Length > 0, "the loss has thrown");
        File.WriteAllText(repaired, "");
    }
}
