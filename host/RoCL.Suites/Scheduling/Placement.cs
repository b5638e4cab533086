namespace RoCL.Suites.Scheduling;

/// <summary>Where <c>rocl run</c> makes the runs of a suite, and which of them.</summary>
public sealed record Placement
{
    /// <summary>In this process, one run after another.</summary>
    public const string Local = "local";

    /// <summary>As jobs of a Slurm cluster.</summary>
    public const string Slurm = "slurm";

    /// <summary>What is asked for where nothing is.</summary>
    public static Placement Here { get; } = new();

    /// <summary><see cref="Local"/> or <see cref="Slurm"/>.</summary>
    public string On { get; init; } = Local;

    /// <summary>What was typed after each <c>--slurm</c>: a key, <c>=</c> and a value.</summary>
    public ImmutableArray<string> Settings { get; init; } = [];

    /// <summary>Whether the batch script is printed and nothing else is done.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether the command ends once the jobs are submitted.</summary>
    public bool IsDetached { get; init; }

    /// <summary>Whether the suite's jobs are to end.</summary>
    public bool IsCancel { get; init; }

    /// <summary>
    /// Whether the tables are written anew from the runs' files, and nothing else.
    /// </summary>
    public bool IsTables { get; init; }

    /// <summary>The one run of a suite to make; <see langword="null"/> for all.</summary>
    public string? Row { get; init; }

    /// <summary>Whether the runs are made as jobs of a cluster.</summary>
    public bool IsOnCluster => On == Slurm;

    /// <summary>Whether only the files of a suite that has begun are needed.</summary>
    public bool IsOfFolder => IsCancel || IsTables;

    /// <summary>Whether somebody else made the folder, or nobody is to.</summary>
    public bool LeavesFolder => Row is not null || IsDryRun;

    /// <summary>ROCL0908: an option that has no meaning together with the others.</summary>
    public Problem? Contradiction
    {
        get
        {
            if (On is not (Local or Slurm))
            {
                return new(
                    "ROCL0908",
                    $"--on {On}",
                    "Runs are made on 'local' or on 'slurm'.",
                    "Write one of the two."
                );
            }

            if (IsOnCluster && Row is not null)
                return Alone("--row", "Leave out --on slurm: a job makes its run where it is.");
            if (IsOnCluster)
                return null;
            if (IsDryRun)
                return Alone("--dry-run", "Add --on slurm, or write --plan to see what would be done here.");
            if (IsDetached)
                return Alone("--detach", "Add --on slurm.");
            if (IsCancel)
                return Alone("--cancel", "Add --on slurm; a run on this machine stops on Ctrl-C or SIGTERM.");
            return Settings.IsEmpty ? null : Alone("--slurm", "Add --on slurm.");
        }
    }

    private static Problem Alone(string option, string remedy) =>
        new("ROCL0908", option, "The option has no meaning together with the others.", remedy);
}
