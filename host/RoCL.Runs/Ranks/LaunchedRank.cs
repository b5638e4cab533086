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

    // What mpirun of Open MPI sets, then other launchers, then srun.
    private static readonly ImmutableArray<Launcher> Launchers =
    [
        new("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        new("PMI_RANK", "PMI_SIZE"),
        new("SLURM_PROCID", "SLURM_STEP_NUM_TASKS"),
    ];

    /// <summary>This process; alone where its command line does not ask for ranks.</summary>
    public static LaunchedRank Here { get; } = Of(Environment.GetCommandLineArgs(), Environment.GetEnvironmentVariable);

    /// <summary>Whether another process writes what the run leaves.</summary>
    public bool IsFollower => Rank > 0;

    /// <summary>A process with a command line and an environment.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="variable">The environment.</param>
    public static LaunchedRank Of(IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        if (!arguments.Any(IsOption))
            return Alone;
        foreach (var launcher in Launchers)
        {
            if (Number(variable(launcher.Rank)) is { } rank && Number(variable(launcher.World)) is { } world)
                return new(rank, Math.Max(1, world));
        }
        return Alone;
    }

    private static bool IsOption(string argument) =>
        argument == Option || argument.StartsWith($"{Option}=", StringComparison.Ordinal);

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed record Launcher(string Rank, string World);
}
