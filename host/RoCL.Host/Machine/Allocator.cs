using System.Runtime.InteropServices;

namespace RoCL.Host.Machine;

/// <summary>Tells glibc to keep large blocks instead of giving them back to the system after every step.</summary>
/// <remarks>Activations of tens of megabytes come and go in every layer; mapping and zeroing them anew costs more than the arithmetic.</remarks>
internal static partial class Allocator
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    /// <summary>Sets both thresholds to their greatest; nothing happens off Linux, or where the C library knows no such call.</summary>
    public static void KeepLargeBlocks()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out var libc) || !NativeLibrary.TryGetExport(libc, "mallopt", out _)) return;
        _ = SetOption(MmapThreshold, 1 << 30);
        _ = SetOption(TrimThreshold, int.MaxValue);
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
