namespace RoCL.Suites.Scheduling;

/// <summary>What the jobs of a suite ask a Slurm cluster for.</summary>
public sealed record SlurmSettings
{
    /// <summary>The settings as they were written, those of the command line last.</summary>
    public ImmutableArray<SlurmSetting> Written { get; init; } = [];

    /// <summary>Options of <c>sbatch</c>, such as <c>--partition=gpu</c>.</summary>
    public ImmutableArray<string> Directives { get; init; } = [];

    /// <summary>
    /// Those of them that decide where a job may run and who pays, which the table's job needs as
    /// well.
    /// </summary>
    public ImmutableArray<string> TableDirectives { get; init; } = [];

    /// <summary>How many runs are made at a time; <see langword="null"/> for no limit.</summary>
    public int? AtOnce { get; init; }

    /// <summary>
    /// How long before the end of a job's time a run is asked to stop. Slurm may be half a minute
    /// early, and a step may be long: two minutes at least.
    /// </summary>
    public TimeSpan Notice { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>After which time a run stops itself, as <c>--stop-after</c> takes it.</summary>
    public string? StopAfter { get; init; }

    /// <summary>Lines of shell before a run, such as <c>module load dotnet</c>.</summary>
    public ImmutableArray<string> Setup { get; init; } = [];

    /// <summary>How often files and queue are looked at.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long each of Slurm's commands may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
