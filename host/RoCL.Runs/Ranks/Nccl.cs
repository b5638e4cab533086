using RoCL.Core;
using RoCL.Core.Ranks;
using TorchSharp;

namespace RoCL.Runs.Ranks;

/// <summary>
/// Ranks whose GPUs NCCL connects: their numbers stay in the GPUs' memory. Numbers of the CPU, and
/// all that has no numbers, go by the ranks that brought these together.
/// </summary>
/// <remarks>
/// libtorch computes on the stream 0 of the device. NCCL is given the same one, so that each call
/// comes after what was computed before, and before what follows, and nobody waits for the device.
/// </remarks>
public sealed class Nccl : ICollective
{
    private const nint Stream = 0;

    private readonly ICollective _others;
    private readonly NcclLibrary _library;
    private readonly NcclConnection _ranks;
    private readonly DeviceType _device;

    /// <summary>Ranks that connect at their first call with numbers of the device.</summary>
    /// <param name="others">The same ranks, connected by other means.</param>
    /// <param name="library">The library.</param>
    /// <param name="device">What has the numbers that NCCL exchanges.</param>
    /// <param name="enter">Makes the rank's device the current one of the thread.</param>
    internal Nccl(ICollective others, NcclLibrary library, DeviceType device, Action enter)
    {
        _others = others;
        _library = library;
        _ranks = new(library, others, enter);
        _device = device;
    }

    /// <inheritdoc/>
    public int Rank => _others.Rank;

    /// <inheritdoc/>
    public int World => _others.World;

    /// <summary>Loads the library; the ranks connect at their first call.</summary>
    /// <param name="others">The same ranks, connected by other means.</param>
    /// <param name="device">The rank's GPU: no other rank has it.</param>
    /// <returns>ROCL0933: there is no library.</returns>
    public static Result<ICollective> Over(ICollective others, torch.Device device) =>
        NcclLibrary
            .Load(Environment.GetEnvironmentVariable)
            .Then<ICollective>(library => new Nccl(others, library, device.type, () => CudaDevice.Enter(device)));

    /// <inheritdoc/>
    public void Sum(torch.Tensor numbers)
    {
        if (IsHere(numbers))
            Reduce(numbers, NcclLibrary.Sum);
        else
            _others.Sum(numbers);
    }

    /// <inheritdoc/>
    public void Max(torch.Tensor numbers)
    {
        if (IsHere(numbers))
            Reduce(numbers, NcclLibrary.Max);
        else
            _others.Max(numbers);
    }

    /// <inheritdoc/>
    public torch.Tensor Gather(torch.Tensor rows)
    {
        if (!IsHere(rows))
            return _others.Gather(rows);
        using var scope = torch.NewDisposeScope();
        using var quiet = torch.no_grad();
        var own = rows.detach().contiguous();
        var all = torch.empty([World * own.shape[0], .. own.shape.Skip(1)], own.dtype, own.device);
        var from = NativeTensor.AddressOf(own);
        var to = NativeTensor.AddressOf(all);
        _library.Check(_library.Gather(from, to, Count(own), TypeOf(own), _ranks.Handle(), Stream), "ncclAllGather");
        return scope.MoveToOuter(all);
    }

    /// <inheritdoc/>
    public void Broadcast(torch.Tensor numbers)
    {
        if (IsHere(numbers))
            Replace(numbers, Send);
        else
            _others.Broadcast(numbers);

        void Send(torch.Tensor own, nint address) =>
            _library.Check(
                _library.Broadcast(address, address, Count(own), TypeOf(own), 0, _ranks.Handle(), Stream),
                "ncclBroadcast"
            );
    }

    /// <inheritdoc/>
    public void Barrier() => _others.Barrier();

    /// <inheritdoc/>
    public void Abort(int code)
    {
        _ranks.Abort();
        _others.Abort(code);
    }

    /// <summary>Leaves the other ranks; all of them have to.</summary>
    public void Dispose()
    {
        _ranks.End();
        _others.Dispose();
    }

    private bool IsHere(torch.Tensor numbers) => numbers.device_type == _device;

    private void Reduce(torch.Tensor numbers, int operation)
    {
        Replace(numbers, Send);

        void Send(torch.Tensor own, nint address) =>
            _library.Check(
                _library.Reduce(address, address, Count(own), TypeOf(own), operation, _ranks.Handle(), Stream),
                "ncclAllReduce"
            );
    }

    private static void Replace(torch.Tensor numbers, Action<torch.Tensor, nint> send)
    {
        using var scope = torch.NewDisposeScope();
        using var quiet = torch.no_grad();
        var own = numbers.detach();
        var buffer = own.contiguous();
        send(buffer, NativeTensor.AddressOf(buffer));
        if (!own.is_contiguous())
            own.copy_(buffer);
    }

    private static nuint Count(torch.Tensor numbers) => (nuint)numbers.numel();

    private static int TypeOf(torch.Tensor numbers) =>
        numbers.dtype switch
        {
            torch.ScalarType.Float32 => NcclLibrary.Float32,
            torch.ScalarType.Float64 => NcclLibrary.Float64,
            torch.ScalarType.Int64 => NcclLibrary.Int64,
            var other => throw new NotSupportedException($"Ranks do not exchange {other}."),
        };
}
