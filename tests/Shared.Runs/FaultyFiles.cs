using System.Diagnostics;
using RoCL.Runs.Files;

namespace Shared.Runs;

/// <summary>What happens to an operation on files.</summary>
internal enum Failing
{
    /// <summary>Nothing.</summary>
    Never,

    /// <summary>It does nothing and fails; the next one succeeds.</summary>
    Once,

    /// <summary>It fails, and so does every later one.</summary>
    ForGood,

    /// <summary>
    /// It does half of what it was asked, and fails: half of the bytes are written, or the rename
    /// is made and not heard of.
    /// </summary>
    Torn,

    /// <summary>It does that half, and the process kills itself, as by <c>kill -9</c>.</summary>
    Killed,
}

/// <summary>The machine's files, operation by operation; one of them fails.</summary>
/// <param name="failing">How.</param>
/// <param name="at">Which one, from 1.</param>
/// <param name="appended">
/// Whether writes to a file that grows, which come from another thread than checkpoints, are
/// counted, or all others.
/// </param>
internal sealed class FaultyFiles(Failing failing = Failing.Never, int at = 0, bool appended = false) : IFiles
{
    private readonly DiskFiles _disk = new();
    private readonly Lock _gate = new();
    private bool _broken;

    /// <summary>How many operations there were of the kind that is counted.</summary>
    public int Count { get; private set; }

    /// <summary>What each operation waits for.</summary>
    public Action Before { get; init; } = () => { };

    public void CreateFolder(string path) => Do(() => _disk.CreateFolder(path));

    public Stream Create(string path) => Do(() => new Written(this, _disk.Create(path), isAppended: false));

    public Stream Append(string path) => Do(() => new Written(this, _disk.Append(path), isAppended: true));

    public Stream Lock(string path) => Do(() => _disk.Lock(path));

    public Stream Read(string path) => Do(() => _disk.Read(path));

    // Nothing waits for the disk itself: the machine does not fail here, the process does.
    public void Flush(Stream stream) => Do(() => { });

    public void FlushFolder(string path) => Do(() => { });

    public void Rename(string from, string to) => Do(() => _disk.Rename(from, to), half: () => _disk.Rename(from, to));

    public void DeleteFolder(string path) => Do(() => _disk.DeleteFolder(path), half: () => DeleteAFile(path));

    public void Delete(string path) => Do(() => _disk.Delete(path));

    public bool Exists(string path) => _disk.Exists(path);

    public IReadOnlyList<string> Folders(string path) => Do(() => _disk.Folders(path));

    private void Do(Action whole, Action? half = null, bool isAppended = false) =>
        Do(
            () =>
            {
                whole();
                return 0;
            },
            half,
            isAppended
        );

    private T Do<T>(Func<T> whole, Action? half = null, bool isAppended = false)
    {
        Before();
        lock (_gate)
        {
            if (_broken)
                throw Failure();
            if (isAppended != appended)
                return whole();
            Count++;
            if (Count != at || failing == Failing.Never)
                return whole();
            _broken = failing == Failing.ForGood;
            if (failing is Failing.Torn or Failing.Killed)
                half?.Invoke();
            if (failing == Failing.Killed)
                Die();
            throw Failure();
        }
    }

    private static void DeleteAFile(string folder)
    {
        if (Directory.Exists(folder) && Directory.GetFiles(folder).FirstOrDefault() is { } file)
            File.Delete(file);
    }

    private IOException Failure() => new($"operation {at} fails");

    private static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    private sealed class Written(FaultyFiles files, Stream disk, bool isAppended) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            files.Do(() => disk.Write(buffer, offset, count), () => disk.Write(buffer, offset, count / 2), isAppended);

        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                disk.Dispose();
            base.Dispose(disposing);
        }
    }
}
