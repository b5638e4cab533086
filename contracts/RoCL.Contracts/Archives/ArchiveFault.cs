namespace RoCL.Contracts.Archives;

/// <summary>Why an archive is not read. A data set has an error code for each.</summary>
public enum ArchiveFault
{
    /// <summary>It is cut short, damaged, contradicts itself, or is no archive at all.</summary>
    Damaged,

    /// <summary>It holds a link, a device, or a path that leads out of its folder.</summary>
    LeadsOutside,

    /// <summary>It holds more, or larger files, than is allowed.</summary>
    TooLarge,
}
