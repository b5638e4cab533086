using RoCL.Core;
using RoCL.Core.Ranks;
using RoCL.Runs.Machine;
using RoCL.Runs.Ranks;
using TorchSharp;

namespace RoCL.Suites.Ranks;

/// <summary>How the processes of one run find each other and exchange numbers.</summary>
internal static class RankConnection
{
    /// <summary>Joins the other ranks, by MPI.</summary>
    /// <param name="launched">What this process was started as.</param>
    /// <returns>ROCL0924, ROCL0925; ROCL0937 MPI sees other ranks than were started.</returns>
    public static Result<ICollective> Start(LaunchedRank launched)
    {
        if (launched.IsCutOff)
            return Apart(launched.World);
        return Mpi.Start().Then<ICollective>(collective => Complete(collective, launched.World));
    }

    /// <summary>The device of a rank, whose numbers the ranks exchange from now on.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="wanted">What <c>--device</c> says.</param>
    /// <param name="kind">What <c>--ranks</c> says.</param>
    /// <returns>ROCL0933 to ROCL0935; as <see cref="Devices.Choose"/>.</returns>
    public static Result<torch.Device> Device(RunRanks ranks, string wanted, string? kind)
    {
        if (ranks.World == 1)
            return Devices.Choose(wanted);
        var isNccl = kind == RankRequest.Nccl;
        var own = RankDevices.Choose(wanted, LaunchedRank.Here, isOwn: isNccl);
        return isNccl ? own.Then(Connected) : own;

        Result<torch.Device> Connected(torch.Device device) =>
            Nccl.Over(ranks.Collective, device)
                .Then<torch.Device>(collective =>
                {
                    ranks.Join(collective, RankRequest.Nccl);
                    return device;
                });
    }

    /// <summary>ROCL0937 where the ranks are not as many as were started.</summary>
    internal static Result<ICollective> Complete(ICollective collective, int started)
    {
        if (collective.World == started)
            return new Result<ICollective>.Ok(collective);
        collective.Dispose();
        return Apart(started);
    }

    private static Problem Apart(int started) =>
        new(
            "ROCL0937",
            "--ranks",
            $"{started} ranks were started, and MPI sees each of them alone.",
            "Write srun --mpi=pmix, or start them by the mpirun of the Open MPI that is loaded (docs/cluster.md)."
        );
}
