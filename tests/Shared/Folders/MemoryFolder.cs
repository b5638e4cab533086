namespace Shared.Folders;

/// <summary>
/// Folders for tests of what is done with files, to which it does not matter what keeps the files:
/// a file system in memory creates and deletes thousands of small ones in no time.
/// </summary>
internal static class MemoryFolder
{
    private const string Memory = "/dev/shm";
    private const long Room = 1L << 30;

    /// <summary>
    /// A new folder, in memory where the machine has room for it there, among its temporary files
    /// where not. Whoever asks for it deletes it.
    /// </summary>
    /// <param name="prefix">What its name begins with.</param>
    public static string Create(string prefix)
    {
        var root = HasRoom() ? Memory : Path.GetTempPath();
        return Directory.CreateDirectory(Path.Combine(root, prefix + Path.GetRandomFileName())).FullName;
    }

    private static bool HasRoom() =>
        OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Room;
}
