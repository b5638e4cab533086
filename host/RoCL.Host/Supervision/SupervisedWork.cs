using RoCL.Host.Terminal;
using RoCL.Runs.Files;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Supervision;
using RoCL.Suites.Folders;
using RoCL.Suites.Supervising;

namespace RoCL.Host.Supervision;

/// <summary>The parts of a supervisor: it has none of the shell's, which load plugins.</summary>
internal static class SupervisedWork
{
    /// <summary>The supervisor of work on a disk.</summary>
    /// <param name="files">The disk.</param>
    public static PlacedSupervisor On(IFiles files)
    {
        var supervisor = new Supervisor(
            RecoveryPolicy.Training,
            TimeProvider.System,
            new WorkerProcess(OwnProgram.With, Console.Error),
            files,
            new ErrorOutput(Console.Error)
        )
        {
            AfterDeath = ErrorTerminal.ShowCursor,
        };
        return new PlacedSupervisor(supervisor, new NewFolders(files, TimeProvider.System));
    }
}
