using RoCL.Runs.Ranks;
using RoCL.Suites.Scheduling;

namespace RoCL.Suites.Ranks;

/// <summary>The ranks that <c>rocl run</c> is asked for.</summary>
/// <param name="Kind">
/// <see cref="Mpi"/> or <see cref="Nccl"/>; <see langword="null"/> for none.
/// </param>
/// <param name="World">
/// How many ranks to start; <see langword="null"/> where somebody else starts them.
/// </param>
/// <param name="Launcher">The command that starts them, before <c>-n</c>.</param>
public sealed record RankRequest(string? Kind, int? World, string Launcher)
{
    /// <summary>Open MPI, by the memory of CPUs.</summary>
    public const string Mpi = "mpi";

    /// <summary>NCCL between GPUs, which Open MPI brings together.</summary>
    public const string Nccl = "nccl";

    /// <summary>The command where none is named.</summary>
    public const string UsualLauncher = "mpirun";

    /// <summary>None.</summary>
    public static RankRequest None { get; } = new(null, null, UsualLauncher);

    /// <summary>Whether this process is one that somebody has started as a rank.</summary>
    public bool IsLaunched => Kind is not null && LaunchedRank.Here.World > 1;

    /// <summary>Whether a supervisor started this process, and starts it again.</summary>
    public bool IsSupervised { get; init; }

    /// <summary>Where runs are made.</summary>
    public Placement Placement { get; init; } = Placement.Here;

    /// <summary>
    /// Whether the work is started from here: ranks that somebody else has started are at work
    /// already, and options that have no meaning together start nothing.
    /// </summary>
    public bool AreToStart => !IsLaunched && Contradiction is null;

    /// <summary>
    /// The command line that starts the ranks; empty where this process starts none.
    /// </summary>
    public ImmutableArray<string> Command =>
        Kind is null || IsLaunched || World is null or 1
            ? []
            :
            [
                .. Launcher.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                "-n",
                World.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ];

    /// <summary>ROCL0931: options that have no meaning together.</summary>
    public Problem? Contradiction => Kind is null ? WithoutKind : WithKind(Kind);

    private Problem? WithoutKind =>
        World is null ? null : Wrong("--world", "The number of ranks needs --ranks.", "Add --ranks mpi.");

    private Problem? WithKind(string kind)
    {
        if (kind is not (Mpi or Nccl))
        {
            return Wrong(
                $"--ranks {kind}",
                "Ranks are connected by 'mpi' or by 'nccl'.",
                "Write --ranks mpi, or --ranks nccl for GPUs."
            );
        }
        if (World < 1)
            return Wrong("--world", "There is no run over fewer than one rank.", "Write 1 or more.");
        if (IsLaunched && World is { } world && world != LaunchedRank.Here.World)
        {
            return Wrong(
                "--world",
                $"{LaunchedRank.Here.World} ranks were started, and --world says {world}.",
                "Leave out --world where mpirun or srun starts the ranks."
            );
        }

        return Placement.IsOnCluster || Placement.Row is not null
            ? Wrong("--ranks", "The option makes one run, and not those of a suite.", "Give one recipe or one run.")
            : null;
    }

    private static Problem Wrong(string where, string what, string remedy) => new("ROCL0931", where, what, remedy);
}
