using System.Runtime.InteropServices;
using RoCL.Core;
using RoCL.Core.Ranks;
using TorchSharp;

namespace RoCL.Runs.Ranks;

/// <summary>
/// The ranks that an MPI library connects; tensors of a GPU go by the CPU's memory.
/// </summary>
public sealed class Mpi : ICollective
{
    // One thread at a time calls the library, which need not be the one that began.
    private const int Serialized = 2;

    private readonly MpiLibrary _library;
    private readonly MpiFlavour _flavour;
    private readonly MpiLibrary.AllReduce _reduce;
    private readonly MpiLibrary.AllGather _gather;
    private readonly MpiLibrary.BroadcastFrom _broadcast;
    private bool _hasEnded;

    private Mpi(MpiLibrary library, MpiFlavour flavour)
    {
        _library = library;
        _flavour = flavour;
        _reduce = library.Function<MpiLibrary.AllReduce>("MPI_Allreduce");
        _gather = library.Function<MpiLibrary.AllGather>("MPI_Allgather");
        _broadcast = library.Function<MpiLibrary.BroadcastFrom>("MPI_Bcast");
        Check(library.Function<MpiLibrary.InitThread>("MPI_Init_thread")(0, 0, Serialized, out _), "MPI_Init_thread");
        Check(
            library.Function<MpiLibrary.SetErrorHandler>("MPI_Comm_set_errhandler")(
                flavour.World,
                flavour.ErrorsReturn
            ),
            "MPI_Comm_set_errhandler"
        );
        Check(library.Function<MpiLibrary.OfWorld>("MPI_Comm_rank")(flavour.World, out var rank), "MPI_Comm_rank");
        Check(library.Function<MpiLibrary.OfWorld>("MPI_Comm_size")(flavour.World, out var world), "MPI_Comm_size");
        Rank = rank;
        World = world;
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int World { get; }

    /// <summary>Loads the library and joins the other ranks.</summary>
    /// <returns>ROCL0924 there is no library, ROCL0925 it is of an unknown flavour.</returns>
    /// <exception cref="ProblemException">ROCL0930: the library reports an error.</exception>
    public static Result<ICollective> Start() =>
        MpiLibrary
            .Load(Environment.GetEnvironmentVariable)
            .Then(library => library.Flavour().Then<ICollective>(flavour => new Mpi(library, flavour)));

    /// <inheritdoc/>
    public void Sum(torch.Tensor numbers) => Reduce(numbers, _flavour.Sum);

    /// <inheritdoc/>
    public void Max(torch.Tensor numbers) => Reduce(numbers, _flavour.Max);

    /// <inheritdoc/>
    public torch.Tensor Gather(torch.Tensor rows)
    {
        using var scope = torch.NewDisposeScope();
        using var quiet = torch.no_grad();
        var own = rows.detach().cpu().contiguous();
        var all = torch.empty([World * own.shape[0], .. own.shape.Skip(1)], own.dtype);
        var count = (int)own.numel();
        var type = TypeOf(own);
        Check(_gather(ref BytesOf(own), count, type, ref BytesOf(all), count, type, _flavour.World), "MPI_Allgather");
        return scope.MoveToOuter(all.to(rows.device));
    }

    /// <inheritdoc/>
    public void Broadcast(torch.Tensor numbers) =>
        Replace(
            numbers,
            buffer =>
                Check(
                    _broadcast(ref BytesOf(buffer), (int)buffer.numel(), TypeOf(buffer), 0, _flavour.World),
                    "MPI_Bcast"
                )
        );

    /// <inheritdoc/>
    public void Barrier() => Check(_library.Function<MpiLibrary.Waits>("MPI_Barrier")(_flavour.World), "MPI_Barrier");

    /// <inheritdoc/>
    public void Abort(int code) => _library.Function<MpiLibrary.AbortAll>("MPI_Abort")(_flavour.World, code);

    /// <summary>Leaves the other ranks; all of them have to.</summary>
    public void Dispose()
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        Check(_library.Function<MpiLibrary.FinalizeAll>("MPI_Finalize")(), "MPI_Finalize");
    }

    private void Reduce(torch.Tensor numbers, nint operation) =>
        Replace(
            numbers,
            buffer =>
                Check(
                    _reduce(
                        _flavour.InPlace,
                        ref BytesOf(buffer),
                        (int)buffer.numel(),
                        TypeOf(buffer),
                        operation,
                        _flavour.World
                    ),
                    "MPI_Allreduce"
                )
        );

    private static void Replace(torch.Tensor numbers, Action<torch.Tensor> change)
    {
        using var scope = torch.NewDisposeScope();
        using var quiet = torch.no_grad();
        var own = numbers.detach();
        var buffer = own.cpu().contiguous();
        change(buffer);
        if (own.device_type != DeviceType.CPU || !own.is_contiguous())
            own.copy_(buffer);
    }

    private static ref byte BytesOf(torch.Tensor tensor) => ref MemoryMarshal.GetReference(tensor.bytes);

    private nint TypeOf(torch.Tensor tensor) =>
        tensor.dtype switch
        {
            torch.ScalarType.Float32 => _flavour.Float32,
            torch.ScalarType.Float64 => _flavour.Float64,
            torch.ScalarType.Int64 => _flavour.Int64,
            var other => throw new NotSupportedException($"Ranks do not exchange {other}."),
        };

    private void Check(int code, string function)
    {
        if (code == 0)
            return;
        var text = MpiLibrary.Text(text =>
            _library.Function<MpiLibrary.ErrorString>("MPI_Error_string")(code, text, out _)
        );
        throw new ProblemException(MpiLibrary.Failed(_flavour.Name, function, text));
    }
}
