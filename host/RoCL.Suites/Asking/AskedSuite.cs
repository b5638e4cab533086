using RoCL.Core;
using RoCL.Suites.Folders;
using RoCL.Suites.Forking;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Asking;

/// <summary>What is run, and in which folder.</summary>
/// <param name="Suite">What is run.</param>
/// <param name="Folder">The folder, which may not be there yet.</param>
public sealed record AskedSuite(Suite Suite, SuiteFolder Folder)
{
    /// <summary>
    /// Where its only run goes on from, while its own folder is not there yet;
    /// <see langword="null"/> where it begins at its own first step.
    /// </summary>
    public Fork? Fork { get; init; }

    /// <summary>Makes the folder where it is not there.</summary>
    /// <returns>ROCL0601, ROCL0602: it cannot be made.</returns>
    public Result<SuiteFolder> Begin() =>
        Fork is { } fork ? Forks.Make(fork, Folder.Root).Then<SuiteFolder>(_ => Folder) : Folder.Begin(Suite);
}
