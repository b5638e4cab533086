using RoCL.Core;
using RoCL.Runs.Machine;
using TorchSharp;

namespace RoCL.Runs.Ranks;

/// <summary>Which device is a rank's: on one machine, each takes its own GPU.</summary>
public static class RankDevices
{
    /// <summary>The device of a rank, where there is more than one.</summary>
    /// <param name="wanted">What <c>--device</c> says.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="isOwn">Whether no two ranks may have the same, as NCCL needs it.</param>
    /// <returns>
    /// As <see cref="Devices.Choose"/>; ROCL0934 NCCL is asked for and there is no GPU; ROCL0935 a
    /// rank has no GPU of its own.
    /// </returns>
    public static Result<torch.Device> Choose(string wanted, LaunchedRank rank, bool isOwn) =>
        Devices
            .Choose(wanted)
            .Then(chosen =>
                chosen.type == DeviceType.CUDA
                    ? Devices
                        .Count()
                        .Then(count => Own(wanted, chosen.index, count, rank, isOwn))
                        .Then<torch.Device>(own => torch.device("cuda", own))
                    : WithoutGpu(wanted, chosen, isOwn)
            );

    /// <summary>The number of a rank's GPU, of as many as the rank sees.</summary>
    internal static Result<int> Own(string wanted, int chosen, int count, LaunchedRank rank, bool isOwn)
    {
        if (wanted.Contains(':'))
            return isOwn && rank.Local > 0 ? Shared($"--device {wanted} names one GPU for all of them") : chosen;
        if (rank.Local < count)
            return rank.Local;
        // A scheduler that gives each rank a GPU hides the others from it.
        var isHidden = count == 1 && rank.SeesChosenGpus;
        return isOwn && !isHidden
            ? Shared($"rank {rank.Rank} is number {rank.Local + 1} of its machine, where libtorch sees {count}")
            : rank.Local % count;
    }

    private static Result<torch.Device> WithoutGpu(string wanted, torch.Device chosen, bool isOwn) =>
        isOwn
            ? new Problem(
                "ROCL0934",
                "--ranks nccl",
                $"NCCL connects GPUs, and --device {wanted} computes on {chosen.type.ToString().ToLowerInvariant()}.",
                "Write --device cuda on machines with GPUs, or --ranks mpi."
            )
            : chosen;

    private static Problem Shared(string why) =>
        new(
            "ROCL0935",
            "--ranks nccl",
            $"Each rank needs a GPU of its own: {why}.",
            "Start no more ranks on a machine than it has GPUs, with --device cuda, or write --ranks mpi."
        );
}
