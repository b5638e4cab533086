using RoCL.Runs.Folders;
using Shared.Folders;

namespace Shared.Runs;

/// <summary>Folders for runs in memory, as long as a test; no operation on them fails.</summary>
internal sealed class NewRuns : IDisposable
{
    private readonly string _root = MemoryFolder.Create("rocl-runs-");
    private int _count;

    /// <summary>A run in a folder of its own.</summary>
    public RunFolder Next() => new(new FaultyFiles(), NextFolder());

    /// <summary>A new folder.</summary>
    public string NextFolder()
    {
        _count++;
        return Directory.CreateDirectory(Path.Combine(_root, $"{_count}")).FullName;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
