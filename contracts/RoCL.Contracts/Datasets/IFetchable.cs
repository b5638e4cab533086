namespace RoCL.Contracts;

/// <summary>
/// A data set with published files, which the host downloads where they are missing and the user
/// asks for it.
/// </summary>
public interface IFetchable : IDataset
{
    /// <summary>
    /// The files to download; empty as soon as any of the data set's files exists, intact or
    /// damaged.
    /// </summary>
    /// <remarks>
    /// The method may look at the disk. It changes nothing there and does not use the network: the
    /// host downloads.
    /// </remarks>
    /// <exception cref="ProblemException">
    /// The options name no place that the files could come from.
    /// </exception>
    IReadOnlyList<Download> Missing();
}

/// <summary>A published file.</summary>
/// <param name="From">Its address, http or https.</param>
/// <param name="To">
/// The file to write, relative to the current directory; its folder is created where it is missing.
/// </param>
/// <param name="Md5">
/// The MD5 that the file must have, in hexadecimal; <see langword="null"/> accepts any content.
/// </param>
/// <param name="Length">
/// The length that the file must have, in bytes; <see langword="null"/> accepts any length.
/// </param>
public sealed record Download(Uri From, string To, string? Md5 = null, long? Length = null);
