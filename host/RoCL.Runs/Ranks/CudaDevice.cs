using System.Runtime.InteropServices;
using TorchSharp;

namespace RoCL.Runs.Ranks;

/// <summary>
/// The CUDA device that a thread works on. NCCL connects the one of the thread that begins;
/// TorchSharp cannot set it, so CUDA's driver does, whose library has the same name everywhere.
/// </summary>
internal static partial class CudaDevice
{
    private const string Driver = "libcuda.so.1";

    /// <summary>Makes a device the one of this thread, as libtorch uses it.</summary>
    /// <param name="device">The device.</param>
    /// <exception cref="ProblemException">ROCL0936: the driver reports an error.</exception>
    public static void Enter(torch.Device device)
    {
        Check(Initialize(0), "cuInit");
        Check(Get(out var number, device.index < 0 ? 0 : device.index), "cuDeviceGet");
        Check(Retain(out var context, number), "cuDevicePrimaryCtxRetain");
        Check(SetCurrent(context), "cuCtxSetCurrent");
    }

    private static void Check(int code, string function)
    {
        if (code == 0)
            return;
        throw new ProblemException(
            new(
                "ROCL0936",
                $"CUDA, {function}",
                $"CUDA's driver reports error {code}.",
                "See whether nvidia-smi shows the device; then go on with the run's folder."
            )
        );
    }

    [LibraryImport(Driver, EntryPoint = "cuInit")]
    private static partial int Initialize(uint flags);

    [LibraryImport(Driver, EntryPoint = "cuDeviceGet")]
    private static partial int Get(out int device, int ordinal);

    [LibraryImport(Driver, EntryPoint = "cuDevicePrimaryCtxRetain")]
    private static partial int Retain(out nint context, int device);

    [LibraryImport(Driver, EntryPoint = "cuCtxSetCurrent")]
    private static partial int SetCurrent(nint context);
}
