namespace RoCL.Contracts;

/// <summary>
/// A data set whose files are published: the host can get them where they are missing and a person
/// asks for it.
/// </summary>
public interface IFetchable : IDataset
{
    /// <summary>
    /// The files that are not there, and where they are published; none as soon as anything is
    /// there, sound or not.
    /// </summary>
    /// <remarks>
    /// It may look at the disk, and leaves it and the network alone: that is the host's work.
    /// </remarks>
    /// <exception cref="ProblemException">
    /// The options say no place that files could come from.
    /// </exception>
    IReadOnlyList<Download> Missing();
}

/// <summary>A published file.</summary>
/// <param name="From">Its address, http or https.</param>
/// <param name="To">
/// The file that it becomes, relative to the current directory; its folder need not be there.
/// </param>
/// <param name="Md5">
/// Its MD5 in hexadecimal, which it has to have; <see langword="null"/> where any file will do.
/// </param>
/// <param name="Length">
/// Its length in bytes, which it has to have; <see langword="null"/> where it isn't known.
/// </param>
public sealed record Download(Uri From, string To, string? Md5 = null, long? Length = null);
