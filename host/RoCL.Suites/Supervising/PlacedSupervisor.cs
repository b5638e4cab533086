using RoCL.Runs.Reporting;
using RoCL.Suites.Folders;

namespace RoCL.Suites.Supervising;

/// <summary>Supervises work, in a folder of its own where no folder is given.</summary>
/// <param name="supervisor">Supervises it.</param>
/// <param name="folders">Where new results go.</param>
public sealed class PlacedSupervisor(Supervisor supervisor, NewFolders folders)
{
    /// <summary>Supervises to the end; the exit code.</summary>
    /// <param name="asked">The work.</param>
    /// <param name="signals">What stops it.</param>
    public int Run(Supervised asked, Signals signals)
    {
        if (asked.NewName is not { } name)
            return supervisor.Run(asked, signals);
        var folder = folders.Take(name);
        try
        {
            return supervisor.Run(asked.In(folder), signals);
        }
        finally
        {
            folders.GiveBack(folder);
        }
    }
}
