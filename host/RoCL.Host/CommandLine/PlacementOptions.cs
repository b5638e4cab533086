using System.CommandLine;
using RoCL.Suites.Ranks;
using RoCL.Suites.Scheduling;

namespace RoCL.Host.CommandLine;

/// <summary>The options that say where the runs of a suite are made.</summary>
internal sealed class PlacementOptions
{
    private readonly Option<string> _on = new("--on")
    {
        HelpName = "local|slurm",
        Description = "Where runs are made: here, one after another, or as jobs of a Slurm cluster (docs/cluster.md).",
        DefaultValueFactory = _ => Placement.Local,
    };

    private readonly Option<string[]> _settings = OptionKinds.Many(
        "--slurm",
        "KEY=VALUE",
        "Over the suite's \"slurm\": partition, account, gpus, time, atOnce, ...; extra=OPTION is any of sbatch's."
    );

    private readonly Option<bool> _dryRun = Flag("--dry-run", "With --on slurm: prints the batch script, and ends.");
    private readonly Option<bool> _detach = Flag("--detach", "With --on slurm: submits, and does not watch.");
    private readonly Option<bool> _cancel = Flag("--cancel", "With --on slurm: ends the jobs of the suite's folder.");
    private readonly Option<bool> _tables = Flag("--tables", "Writes the tables of a suite's folder anew, and ends.");

    private readonly Option<string?> _ranks = new("--ranks")
    {
        HelpName = "mpi|nccl",
        Description = "Trains one run by several processes, which mpirun or srun starts, or --world (docs/cluster.md).",
    };

    private readonly Option<int?> _world = new("--world") { HelpName = "N", Description = "Starts N ranks." };

    private readonly Option<string> _launcher = new("--launcher")
    {
        HelpName = "COMMAND",
        Description = "The command that starts ranks, with its options. Default: mpirun.",
        DefaultValueFactory = _ => RankRequest.UsualLauncher,
    };

    /// <summary>The one run of a suite to make.</summary>
    public Option<string?> Row { get; } =
        new("--row") { HelpName = "RUN", Description = "Makes this run of a suite's folder alone, as a job does." };

    /// <summary>All of them.</summary>
    public Option[] All => [_on, _settings, _dryRun, _detach, _cancel, _tables, Row, .. OfRanks];

    /// <summary>Those of ranks, which going on needs as well.</summary>
    public Option[] OfRanks => [_ranks, _world, _launcher];

    /// <summary>What they ask for.</summary>
    public Placement In(ParseResult parsed) =>
        new()
        {
            On = parsed.GetValue(_on)!,
            Settings = [.. parsed.GetValue(_settings) ?? []],
            IsDryRun = parsed.GetValue(_dryRun),
            IsDetached = parsed.GetValue(_detach),
            IsCancel = parsed.GetValue(_cancel),
            IsTables = parsed.GetValue(_tables),
            Row = parsed.GetValue(Row),
        };

    /// <summary>The ranks that they ask for.</summary>
    public RankRequest RanksIn(ParseResult parsed) =>
        new(parsed.GetValue(_ranks), parsed.GetValue(_world), parsed.GetValue(_launcher)!);

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
