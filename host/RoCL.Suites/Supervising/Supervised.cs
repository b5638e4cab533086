namespace RoCL.Suites.Supervising;

/// <summary>What a supervisor watches.</summary>
/// <param name="Root">The folder for the results.</param>
/// <param name="First">The command line that begins.</param>
/// <param name="Later">The command line that goes on with what is in the folder.</param>
/// <param name="Patience">How long a step or a component may give no sign of life.</param>
public sealed record Supervised(
    string Root,
    ImmutableArray<string> First,
    ImmutableArray<string> Later,
    TimeSpan Patience
)
{
    /// <summary>
    /// When the work stops itself; <see langword="null"/> where no time was stated.
    /// </summary>
    public DateTimeOffset? StopAt { get; init; }

    /// <summary>
    /// The command that starts the work as several ranks, such as <c>mpirun -n 2</c>; empty where
    /// it is one process.
    /// </summary>
    public ImmutableArray<string> Launcher { get; init; } = [];

    /// <summary>
    /// What results are called that go to a folder of their own; <see langword="null"/> where the
    /// folder is given.
    /// </summary>
    public string? NewName { get; init; }

    /// <summary>The same work in a folder.</summary>
    /// <param name="folder">The folder.</param>
    public Supervised In(string folder) =>
        this with
        {
            Root = folder,
            First = [.. First, "--out", folder],
            Later = ["run", folder, .. Later],
            NewName = null,
        };
}
