namespace RoCL.Contracts.Testing;

/// <summary>How a batch of images lies in memory.</summary>
public enum MemoryLayout
{
    /// <summary>Image after image, channel after channel, row after row.</summary>
    Contiguous,

    /// <summary>
    /// The channels of a pixel next to each other, as the host passes images to networks.
    /// </summary>
    ChannelsLast,

    /// <summary>
    /// Every second value of a wider tensor, with rows and columns exchanged: no neighbours are
    /// adjacent.
    /// </summary>
    Strided,
}
