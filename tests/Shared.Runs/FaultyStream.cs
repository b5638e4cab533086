namespace Shared.Runs;

/// <summary>A file that is written; each write is an operation that may fail.</summary>
internal sealed class FaultyStream(FaultyFiles files, string path, Stream disk) : Stream
{
    /// <summary>The file.</summary>
    public string Path => path;

    public override bool CanRead => disk.CanRead;

    public override bool CanSeek => disk.CanSeek;

    public override bool CanWrite => true;

    public override long Length => disk.Length;

    public override long Position
    {
        get => disk.Position;
        set => disk.Position = value;
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => disk.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => disk.Seek(offset, origin);

    public override void SetLength(long value) => files.Change(path, () => disk.SetLength(value));

    public override void Write(byte[] buffer, int offset, int count) =>
        files.Change(path, () => disk.Write(buffer, offset, count), half: () => disk.Write(buffer, offset, count / 2));

    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            disk.Dispose();
        base.Dispose(disposing);
    }
}
