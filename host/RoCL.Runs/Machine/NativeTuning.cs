using System.Runtime.InteropServices;

namespace RoCL.Runs.Machine;

/// <summary>
/// Settings of the C library and of the OpenMP library that training needs, made before libtorch is
/// loaded.
/// </summary>
/// <remarks>
/// Activations of tens of megabytes come and go in every layer: to map and zero them anew costs
/// more than the arithmetic, so glibc is made to keep large blocks. And OpenMP's threads spin while
/// they wait for one another, which on a busy machine makes training, as measured, seven times
/// slower; where they sleep at once, to wake them for the next operation costs more than a small
/// one takes. So they spin for some microseconds and then sleep, unless the user decided otherwise.
/// </remarks>
public static partial class NativeTuning
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int LargestMappedBytes = 1 << 30;
    private const string Waiting = "OMP_WAIT_POLICY";
    private const string Turns = "GOMP_SPINCOUNT"; // of GNU's OpenMP, which libtorch brings along

    /// <summary>
    /// Makes them; nothing happens outside Linux, or where the C library has no such call.
    /// </summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out var libc))
            return;
        if (!NativeLibrary.TryGetExport(libc, "mallopt", out _))
            return;

        _ = SetOption(MmapThreshold, LargestMappedBytes);
        _ = SetOption(TrimThreshold, int.MaxValue);
        if (Environment.GetEnvironmentVariable(Waiting) is not null)
            return;

        _ = SetVariable(Waiting, "passive", overwrite: 1);
        _ = SetVariable(Turns, "2000", overwrite: 0);
    }

    /// <summary>
    /// Gives memory that is free back to the system, so that what is used next can be counted;
    /// nothing happens outside Linux, or where the C library has no such call.
    /// </summary>
    public static void GiveBackFreeMemory()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out var libc))
            return;
        if (NativeLibrary.TryGetExport(libc, "malloc_trim", out _))
            _ = Trim(0);
    }

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static partial int Trim(nint kept);

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    // .NET keeps a copy of the environment; native libraries read the process's own.
    [LibraryImport("libc.so.6", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
