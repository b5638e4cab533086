using System.Runtime.InteropServices;

namespace RoCL.Runs.Files;

/// <summary>What Linux knows of the file or folder that a path leads to.</summary>
/// <param name="Links">How many names it has.</param>
/// <param name="Id">Which it is: it stays the same wherever it is moved on its disk.</param>
internal readonly partial record struct FileStatus(uint Links, (ulong Device, ulong Number) Id)
{
    private const int CurrentFolder = -100;
    private const uint BasicFacts = 0x7ff;
    private const int DeviceBits = 32;

    /// <summary>
    /// Of a path; <see langword="null"/> where nothing is there, or the system does not say.
    /// </summary>
    public static unsafe FileStatus? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        StatX status;
        if (Ask(CurrentFolder, path, 0, BasicFacts, &status) != 0)
            return null;
        var device = ((ulong)status.DeviceMajor << DeviceBits) | status.DeviceMinor;
        return new(status.Links, (device, status.Number));
    }

    // The kernel's own layout, alike on all processors.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatX
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(32)]
        public ulong Number;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Ask(int folder, string path, int flags, uint mask, StatX* status);
}
