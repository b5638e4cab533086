namespace RoCL.Contracts.Archives;

/// <summary>Thrown for an archive that is refused.</summary>
/// <remarks>
/// It has no error code: a data set catches it, and throws a <see cref="ProblemException"/> with
/// the code and the remedy that its users need.
/// </remarks>
/// <param name="fault">The kind of reason.</param>
/// <param name="message">The reason, a sentence for people.</param>
/// <param name="cause">What the decompressor threw, if it did.</param>
public sealed class ArchiveException(ArchiveFault fault, string message, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>The kind of reason.</summary>
    public ArchiveFault Fault { get; } = fault;
}
