using RoCL.Core.Guards;
using RoCL.Runs.Files;

namespace RoCL.Suites.Fetching;

/// <summary>
/// The file that the bytes of a download gather in, beside the one that it becomes.
/// </summary>
/// <param name="file">The download.</param>
internal sealed class PartFile(Download file)
{
    private string Part => $"{file.To}.part";

    /// <summary>The file with what has come before; nobody else can open it meanwhile.</summary>
    /// <exception cref="ProblemException">ROCL0465: it cannot be written.</exception>
    public FileStream Open() =>
        Written(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file.To))!);
            return new FileStream(Part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        });

    /// <summary>Writes bytes where the stream stands.</summary>
    /// <param name="stream">The open file.</param>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="ProblemException">ROCL0465: it cannot be written.</exception>
    public void Append(FileStream stream, ReadOnlyMemory<byte> bytes) => Written(() => stream.Write(bytes.Span));

    /// <summary>Gives it the download's own name.</summary>
    /// <exception cref="ProblemException">ROCL0465: it cannot be written.</exception>
    public void TakeName() => Written(() => File.Move(Part, file.To));

    /// <summary>Removes it.</summary>
    public void Delete() => File.Delete(Part);

    private void Written(Action write) =>
        Written(() =>
        {
            write();
            return true;
        });

    private T Written<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is ArgumentException)
        {
            var cause = DiskFault.IsTooLarge(fault) ? DiskFault.Named(Part, fault) : fault;
            throw new ProblemException(
                new(
                    "ROCL0465",
                    Part,
                    $"The file cannot be written: {DiskFault.What(cause)}.",
                    $"{DiskFault.Remedy(cause)}, see that no other fetch is under way, and fetch again."
                ),
                fault
            );
        }
    }
}
