namespace RoCL.Suites.Scheduling;

/// <summary>What the batch scripts of a suite are written from.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Folder">The folder for the results, an absolute path.</param>
/// <param name="WorkingDirectory">
/// Where the command was given, which places in recipes may be relative to.
/// </param>
/// <param name="Program">How this program is started: its words.</param>
/// <param name="Options">Options of <c>rocl run</c> that going on needs as well.</param>
/// <param name="Runs">
/// The names of the suite's runs; that of the only run where the folder is its own.
/// </param>
/// <param name="IsAlone">Whether the folder is that of the only run.</param>
/// <param name="Settings">What the cluster is asked for.</param>
public sealed record SlurmJob(
    string Suite,
    string Folder,
    string WorkingDirectory,
    ImmutableArray<string> Program,
    ImmutableArray<string> Options,
    ImmutableArray<string> Runs,
    bool IsAlone,
    SlurmSettings Settings
)
{
    /// <summary>The folder of what belongs to the jobs.</summary>
    public string Slurm => FolderIn(Folder);

    /// <summary>The script that makes the runs.</summary>
    public string RunsScript => Path.Combine(Slurm, "runs.sh");

    /// <summary>The script that makes the tables.</summary>
    public string TablesScript => Path.Combine(Slurm, "tables.sh");

    /// <summary>The folder of a suite's jobs.</summary>
    /// <param name="folder">The suite's folder.</param>
    public static string FolderIn(string folder) => Path.Combine(folder, "slurm");
}
