using System.Diagnostics;
using RoCL.Runs.Files;

namespace Shared.Runs;

/// <summary>The machine's files, operation by operation; one of them fails.</summary>
/// <param name="failing">How.</param>
/// <param name="operation">Which one of its part, from 1.</param>
/// <param name="part">The part of the run's folder with the operation that fails.</param>
internal sealed class FaultyFiles(
    Failing failing = Failing.Never,
    int operation = 0,
    RunPart part = RunPart.Checkpoints
) : IFiles
{
    private readonly DiskFiles _disk = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<RunPart, List<FileOperation>> _done = RunParts.All.ToDictionary(
        each => each,
        _ => new List<FileOperation>()
    );
    private bool _isBroken;

    /// <summary>What each operation waits for.</summary>
    public Action Before { get; init; } = () => { };

    /// <summary>The operations on a part so far.</summary>
    public IReadOnlyList<FileOperation> On(RunPart worked) => _done[worked];

    public void CreateFolder(string path) => Change(path, () => _disk.CreateFolder(path));

    public Stream Create(string path)
    {
        Stream? created = null;
        Change(path, () => created = new FaultyStream(this, path, _disk.Create(path)));
        return created!;
    }

    public Stream Append(string path) => Read(path, () => new FaultyStream(this, path, _disk.Append(path)));

    public Stream Lock(string path) => Read(path, () => _disk.Lock(path));

    public Stream Read(string path) => Read(path, () => _disk.Read(path));

    // Nothing waits for the disk itself: the machine does not fail here, the process does.
    public void Flush(Stream stream) => Read(((FaultyStream)stream).Path, () => 0);

    public void FlushFolder(string path) => Read(path, () => 0);

    public void Rename(string from, string to) =>
        Change(from, () => _disk.Rename(from, to), half: () => _disk.Rename(from, to));

    public void DeleteFolder(string path) =>
        Change(path, () => _disk.DeleteFolder(path), half: () => DeleteAFile(path));

    public void DeleteEmptyFolder(string path) => Change(path, () => _disk.DeleteEmptyFolder(path));

    public void Delete(string path) => Change(path, () => _disk.Delete(path));

    public bool Exists(string path) => _disk.Exists(path);

    public IReadOnlyList<string> Folders(string path) => Read(path, () => _disk.Folders(path));

    /// <summary>Changes something, unless it is the operation that fails.</summary>
    /// <param name="path">What it works on.</param>
    /// <param name="whole">The operation.</param>
    /// <param name="half">Half of it; nothing where it has no halves.</param>
    public void Change(string path, Action whole, Action? half = null)
    {
        Before();
        lock (_gate)
        {
            if (IsTheOne(path, changes: true, half is not null))
                Fail(half);
            whole();
        }
    }

    private T Read<T>(string path, Func<T> whole)
    {
        Before();
        lock (_gate)
        {
            if (IsTheOne(path, changes: false, hasHalf: false))
                Fail(null);
            return whole();
        }
    }

    private bool IsTheOne(string path, bool changes, bool hasHalf)
    {
        if (_isBroken)
            throw Failure();
        var worked = RunParts.Of(path);
        var number = _done[worked].Count + 1;
        _done[worked].Add(new(number, changes, hasHalf, PlaceOf(path)));
        return worked == part && number == operation && failing != Failing.Never;
    }

    private static string PlaceOf(string path)
    {
        var names = path.Split(Path.DirectorySeparatorChar)[^2..];
        return string.Concat(string.Join('/', names).Where(letter => !char.IsAsciiDigit(letter)));
    }

    private void Fail(Action? half)
    {
        _isBroken = failing == Failing.ForGood;
        if (failing is Failing.Torn or Failing.Killed)
            half?.Invoke();
        if (failing == Failing.Killed)
            Die();
        throw Failure();
    }

    private static void DeleteAFile(string folder)
    {
        if (Directory.Exists(folder) && Directory.GetFiles(folder).FirstOrDefault() is { } file)
            File.Delete(file);
    }

    private IOException Failure() => new($"operation {operation} fails");

    private static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
