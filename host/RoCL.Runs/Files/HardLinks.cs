using System.Runtime.InteropServices;

namespace RoCL.Runs.Files;

/// <summary>
/// How many names a file has: a copy of a folder that was made by links shares its files with the
/// original.
/// </summary>
internal static partial class HardLinks
{
    private const int CurrentFolder = -100;
    private const uint LinkCount = 4;

    /// <summary>Whether a file has more than one name; no where the system does not say.</summary>
    public static unsafe bool AreOn(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        StatX status;
        return Ask(CurrentFolder, path, 0, LinkCount, &status) == 0
            && (status.Mask & LinkCount) != 0
            && status.Links > 1;
    }

    // The kernel's own layout, alike on all processors.
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct StatX
    {
        public uint Mask;
        public uint BlockSize;
        public ulong Attributes;
        public uint Links;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Ask(int folder, string path, int flags, uint mask, StatX* status);
}
