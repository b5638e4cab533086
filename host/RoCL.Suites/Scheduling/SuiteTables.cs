using RoCL.Core;
using RoCL.Runs.Files;
using RoCL.Runs.Recovery;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Scheduling;

/// <summary>
/// The tables of a suite with runs that several processes make: the one that writes them at a time
/// has the file <c>.tables</c> locked.
/// </summary>
public static class SuiteTables
{
    private const int Tries = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Writes the tables from the runs' files as they are now.</summary>
    /// <returns>The table; ROCL0629 and its like where the folder cannot be written.</returns>
    public static Result<SuiteTable> Write(Suite suite, SuiteFolder folder)
    {
        try
        {
            using var held = PatientLock.Take(() => folder.Files.Lock(folder[".tables"]), Tries, Pause);
            var table = SuiteTable.Of(suite, folder);
            table.Write(folder);
            return table;
        }
        catch (Exception fault) when (MachineProblem.Of(folder.Root, fault) is { } problem)
        {
            return problem;
        }
    }
}
