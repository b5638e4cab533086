using RoCL.Core.Guards;

namespace RoCL.Plugins.Copies;

/// <summary>Writes files of the cache, so that a failure names the file.</summary>
public static class CacheFile
{
    /// <summary>Writes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes to the path.</param>
    /// <exception cref="IOException">
    /// It cannot be written; also where a limit on file sizes is met, which the runtime says by
    /// another exception.
    /// </exception>
    public static void Write(string path, Action<string> write)
    {
        try
        {
            write(path);
        }
        catch (Exception fault) when (DiskFault.IsTooLarge(fault))
        {
            throw DiskFault.Named(path, fault);
        }
    }
}
