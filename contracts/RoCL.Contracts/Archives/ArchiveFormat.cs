namespace RoCL.Contracts.Archives;

/// <summary>What a file is by its first bytes, whatever its name says.</summary>
public enum ArchiveFormat
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>A tar archive that is not compressed.</summary>
    Tar,

    /// <summary>A gzip-compressed file, which should unpack to a tar archive.</summary>
    TarGzip,

    /// <summary>A zip archive.</summary>
    Zip,
}
