namespace RoCL.Contracts;

/// <summary>
/// A data set that may take long to open, and says meanwhile how far it has come.
/// </summary>
public interface IGradualDataset : IDataset
{
    /// <summary>Opens one split, exactly as <see cref="IDataset.Open"/> does.</summary>
    /// <param name="split">Which split.</param>
    /// <param name="report">
    /// Takes how many images have been read, and how many there are. Several threads may call it at
    /// once, for every image: the host shows a person what is worth seeing.
    /// </param>
    /// <returns>The same images in the same order at every call.</returns>
    /// <exception cref="ProblemException">
    /// A file is missing or damaged: ROCL04xx, with the file's name.
    /// </exception>
    IImages Open(Split split, Action<long, long> report);
}
