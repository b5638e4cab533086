using RoCL.Core.Plans;
using RoCL.Runs.Checkpoints;
using Serilog;
using TorchSharp;

namespace RoCL.Runs.Training;

/// <summary>What the log says of a training that is opened.</summary>
internal static class OpeningLog
{
    /// <summary>Writes where it goes on, and what its states take.</summary>
    /// <param name="log">The run's log.</param>
    /// <param name="restored">What the checkpoint says.</param>
    /// <param name="stateBytes">The size of the states of losses and attacks.</param>
    /// <param name="plan">The method on its data.</param>
    /// <param name="device">Where arithmetic runs.</param>
    public static void Write(ILogger log, CheckpointState restored, long stateBytes, Plan plan, torch.Device device)
    {
        if (stateBytes > 0)
        {
            log.Information(
                "The state of losses and attacks takes {Bytes} bytes, in memory and in each checkpoint",
                stateBytes
            );
        }

        if (restored.Next > 0)
        {
            log.Information(
                "Restored the checkpoint {Checkpoint} after {Steps} steps",
                CheckpointName.After(restored.Next),
                restored.Next
            );
        }

        log.Information(
            "Training from step {First} of {Steps} on {Device}",
            restored.Next,
            plan.Steps,
            device.ToString()
        );
    }
}
