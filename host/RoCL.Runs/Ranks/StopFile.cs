using RoCL.Runs.Folders;

namespace RoCL.Runs.Ranks;

/// <summary>
/// The file <c>stop</c> in a run's folder, by which a person asks a run over ranks to stop: a
/// launcher such as mpirun kills its ranks at most signals, a second after the first.
/// </summary>
/// <param name="run">The run.</param>
internal sealed class StopFile(RunFolder run)
{
    /// <summary>The file's name.</summary>
    public const string Name = "stop";

    private readonly string _path = Path.Combine(run.Root, Name);

    /// <summary>Whether it is there; it is taken away, so that the run can go on later.</summary>
    public bool Take()
    {
        if (!run.Files.Exists(_path))
            return false;
        run.Files.Delete(_path);
        return true;
    }
}
