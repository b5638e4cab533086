namespace RoCL.Contracts.Archives;

/// <summary>
/// What an archive may hold. What claims more is refused before memory is taken for it.
/// </summary>
/// <param name="LargestFile">Bytes of one file, unpacked.</param>
/// <param name="LargestTotal">
/// Bytes of everything, unpacked; never more than the machine's memory, nor than fits into one
/// array, 2 GB.
/// </param>
/// <param name="MostEntries">The number of files and folders.</param>
public sealed record ArchiveLimits(
    long LargestFile = 256L << 20,
    long LargestTotal = int.MaxValue,
    int MostEntries = int.MaxValue
)
{
    /// <summary>Bytes that may be unpacked on this machine.</summary>
    internal long LargestTotalHere =>
        Math.Min(LargestTotal, Math.Min(Array.MaxLength, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));
}
