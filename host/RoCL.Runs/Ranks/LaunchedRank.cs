using System.Globalization;

namespace RoCL.Runs.Ranks;

/// <summary>Which of several processes this one was started as.</summary>
/// <param name="Rank">From 0.</param>
/// <param name="World">How many were started together, 1 or more.</param>
public sealed record LaunchedRank(int Rank, int World)
{
    /// <summary>The option of a run over ranks.</summary>
    public const string Option = "--ranks";

    private static readonly LaunchedRank Alone = new(0, 1);

    // What mpirun of Open MPI sets, then other launchers.
    private static readonly ImmutableArray<Launcher> Launchers =
    [
        new("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        new("PMI_RANK", "PMI_SIZE"),
    ];

    // What srun sets, whether or not it tells MPI of the ranks.
    private static readonly Launcher Slurm = new("SLURM_PROCID", "SLURM_STEP_NUM_TASKS");
    private const string OfSlurmWithPmix = "PMIX_RANK";

    private static readonly ImmutableArray<string> Locals =
    [
        "OMPI_COMM_WORLD_LOCAL_RANK",
        "MPI_LOCALRANKID",
        "SLURM_LOCALID",
    ];

    /// <summary>This process; alone where its command line does not ask for ranks.</summary>
    public static LaunchedRank Here { get; } = Of(Environment.GetCommandLineArgs(), Environment.GetEnvironmentVariable);

    /// <summary>Which rank of its machine it is, from 0.</summary>
    public int Local { get; init; }

    /// <summary>Whether its environment says which GPUs of the machine it sees.</summary>
    public bool SeesChosenGpus { get; init; }

    /// <summary>
    /// Whether MPI cannot find the other ranks, since what started this one does not name them.
    /// </summary>
    public bool IsCutOff { get; init; }

    /// <summary>Whether another process writes what the run leaves.</summary>
    public bool IsFollower => Rank > 0;

    /// <summary>A process with a command line and an environment.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="variable">The environment.</param>
    public static LaunchedRank Of(IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        if (!arguments.Any(IsOption))
            return Alone;
        var launched = Launchers
            .Select(launcher => launcher.Started(variable))
            .FirstOrDefault(rank => rank is not null);
        var rank = launched ?? Slurm.Started(variable);
        if (rank is null)
            return Alone;
        return rank with
        {
            Local = Locals.Select(local => Number(variable(local))).FirstOrDefault(local => local is not null) ?? 0,
            SeesChosenGpus = variable("CUDA_VISIBLE_DEVICES") is { Length: > 0 },
            IsCutOff = launched is null && rank.World > 1 && variable(OfSlurmWithPmix) is null,
        };
    }

    private static bool IsOption(string argument) =>
        argument == Option || argument.StartsWith($"{Option}=", StringComparison.Ordinal);

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed record Launcher(string Rank, string World)
    {
        public LaunchedRank? Started(Func<string, string?> variable) =>
            Number(variable(Rank)) is { } rank && Number(variable(World)) is { } world
                ? new(rank, Math.Max(1, world))
                : null;
    }
}
