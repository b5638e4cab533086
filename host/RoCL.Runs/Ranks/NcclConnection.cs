using System.Runtime.InteropServices;
using RoCL.Core.Ranks;
using TorchSharp;

namespace RoCL.Runs.Ranks;

/// <summary>The ranks as NCCL knows them, from their first word to the last.</summary>
/// <param name="library">The library.</param>
/// <param name="others">The same ranks, connected by other means.</param>
/// <param name="enter">Makes the rank's device the current one of the thread.</param>
internal sealed class NcclConnection(NcclLibrary library, ICollective others, Action enter)
{
    // The launcher ends the processes in any case, whether the GPU lets go or not.
    private static readonly TimeSpan PatienceWithAbort = TimeSpan.FromSeconds(1);

    private nint _ranks;

    /// <summary>
    /// NCCL's handle. All ranks make the same calls in the same order, so all of them connect at
    /// the first one.
    /// </summary>
    /// <exception cref="ProblemException">ROCL0936: something has gone wrong since.</exception>
    public nint Handle()
    {
        if (_ranks == 0)
        {
            enter();
            library.Check(library.Begin(out _ranks, others.World, SharedId(), others.Rank), "ncclCommInitRank");
        }
        library.Check(library.State(_ranks, out var state), "ncclCommGetAsyncError");
        library.Check(state, "a call before");
        return _ranks;
    }

    /// <summary>Leaves the other ranks; all of them have to.</summary>
    public void End()
    {
        var ranks = Interlocked.Exchange(ref _ranks, 0);
        if (ranks != 0)
            library.Check(library.Destroy(ranks), "ncclCommDestroy");
    }

    /// <summary>Lets go of what the GPU waits for, if it can in a second.</summary>
    public void Abort()
    {
        var ranks = Interlocked.Exchange(ref _ranks, 0);
        if (ranks != 0)
            Task.Run(() => library.Abort(ranks)).Wait(PatienceWithAbort);
    }

    private NcclId SharedId()
    {
        var id = default(NcclId);
        if (others.Rank == 0)
            library.Check(library.NewId(out id), "ncclGetUniqueId");
        using var numbers = torch.tensor(MemoryMarshal.Cast<byte, long>(NcclId.BytesOf(ref id)).ToArray());
        others.Broadcast(numbers);
        MemoryMarshal.AsBytes<long>(numbers.data<long>().ToArray()).CopyTo(NcclId.BytesOf(ref id));
        return id;
    }
}
