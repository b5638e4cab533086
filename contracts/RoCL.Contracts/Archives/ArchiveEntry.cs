namespace RoCL.Contracts.Archives;

/// <summary>A file or a folder of an archive.</summary>
/// <param name="Name">The path as the archive has it, which never leads out of the archive.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Bytes">All of a file that is wanted; of others nothing is kept.</param>
public sealed record ArchiveEntry(string Name, bool IsFolder, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>
    /// The names of the folders that it lies in, from the outside in, then its own; one name or
    /// more.
    /// </summary>
    public IReadOnlyList<string> Path => EntryName.Pieces(Name);
}
