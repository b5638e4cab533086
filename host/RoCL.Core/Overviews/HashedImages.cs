using RoCL.Core.Fingerprints;

namespace RoCL.Core.Overviews;

/// <summary>A whole split of a data set, with the hashes of its pixels.</summary>
/// <param name="Images">The images.</param>
/// <param name="Pixels">A hash of each.</param>
public sealed record HashedImages(IImages Images, PixelHashes Pixels)
{
    /// <summary>Hashes the pixels of a split.</summary>
    /// <param name="images">The images.</param>
    public static HashedImages Of(IImages images) => new(images, PixelHashes.Of(images));

    /// <summary>What is in the split.</summary>
    public ImagesFingerprint Fingerprint => ImagesFingerprint.Of(Images, Pixels);
}
