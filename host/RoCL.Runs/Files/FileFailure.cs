using RoCL.Core.Guards;

namespace RoCL.Runs.Files;

/// <summary>
/// That an operation on files failed: the disk is full, say, or may not be written.
/// </summary>
public static class FileFailure
{
    /// <summary>Whether an exception is one of those that <see cref="IFiles"/> throws.</summary>
    public static bool Is(Exception fault) => DiskFault.Is(fault);

    /// <summary>ROCL0630: something in a folder could not be written or read.</summary>
    /// <param name="folder">Which.</param>
    /// <param name="fault">What was thrown.</param>
    public static Problem Of(string folder, Exception fault) =>
        new(
            "ROCL0630",
            folder,
            $"A file in this folder could not be written or read: {DiskFault.What(fault)}.",
            $"{DiskFault.Remedy(fault)}, then go on; the files in it are whole."
        );
}
