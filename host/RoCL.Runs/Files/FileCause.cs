using RoCL.Core.Guards;

namespace RoCL.Runs.Files;

/// <summary>
/// Why an operation on a file failed, by the number that the system gave: what to do follows from
/// it.
/// </summary>
public static class FileCause
{
    /// <summary>EFBIG on Linux and macOS: the file would pass the limit on file sizes.</summary>
    public const int TooLarge = DiskFault.TooLarge;

    /// <inheritdoc cref="DiskFault.Remedy"/>
    public static string Remedy(Exception fault) => DiskFault.Remedy(fault);

    /// <inheritdoc cref="DiskFault.What"/>
    public static string What(Exception fault) => DiskFault.What(fault);

    /// <inheritdoc cref="DiskFault.Named"/>
    public static IOException Named(string path, Exception fault) => DiskFault.Named(path, fault);

    /// <inheritdoc cref="DiskFault.IsTooLarge"/>
    public static bool IsTooLarge(Exception fault) => DiskFault.IsTooLarge(fault);
}
