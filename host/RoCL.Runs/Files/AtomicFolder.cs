namespace RoCL.Runs.Files;

/// <summary>
/// The one way in which a folder of files that belong together is written: beside its place, and
/// renamed when it is whole.
/// </summary>
public static class AtomicFolder
{
    /// <summary>Writes a folder, or nothing.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="staged">
    /// Its name until it is whole; what a killed process left there goes.
    /// </param>
    /// <param name="target">Its name in the end, which is free.</param>
    /// <param name="fill">
    /// Writes the files into the folder that it is given, and waits until they are on the disk.
    /// </param>
    public static void Write(IFiles files, string staged, string target, Action<string> fill)
    {
        try
        {
            files.DeleteFolder(staged);
            files.CreateFolder(staged);
            fill(staged);
        }
        catch
        {
            Leftovers.Drop(() => files.DeleteFolder(staged));
            throw;
        }

        files.Rename(staged, target);
        files.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(target))!);
    }
}
