using RoCL.Core.Guards;

namespace RoCL.Runs.Files;

/// <summary>
/// An open file that names itself in each of its failures, all of them an
/// <see cref="IOException"/>.
/// </summary>
/// <param name="file">The file; it is closed with this stream.</param>
/// <param name="path">Its path.</param>
/// <param name="flush">Waits until all of it is on the disk itself.</param>
internal sealed class DiskStream(Stream file, string path, Action flush) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => file.CanRead;

    /// <inheritdoc/>
    public override bool CanSeek => file.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => file.CanWrite;

    /// <inheritdoc/>
    public override long Length => file.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <inheritdoc/>
    public override void Flush() => Named(file.Flush);

    /// <summary>Waits until all of it is on the disk itself.</summary>
    public void FlushToDisk() => Named(flush);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value) => Named(() => file.SetLength(value));

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            file.Write(buffer);
        }
        catch (Exception fault) when (fault is IOException || DiskFault.IsTooLarge(fault))
        {
            throw DiskFault.Named(path, fault);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }

    private void Named(Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault) when (fault is IOException || DiskFault.IsTooLarge(fault))
        {
            throw DiskFault.Named(path, fault);
        }
    }
}
