namespace Tables.Peers;

/// <summary>
/// A file of docs/tables: what <c>side-by-side</c> measured of PyTorch and of ours, in turns.
/// </summary>
/// <param name="Program">The version of ours, with its commit.</param>
/// <param name="Machine">Processors, system and libtorch of ours.</param>
/// <param name="Peer">What the peers ran on, such as the version of PyTorch.</param>
/// <param name="Contests">One for each set of options.</param>
internal sealed record KeptPeers(string Program, string Machine, string Peer, ImmutableArray<Contest> Contests)
{
    /// <summary>From a file.</summary>
    /// <param name="text">Its text.</param>
    public static KeptPeers Of(string text) => KeptJson.Of<KeptPeers>(text);

    /// <summary>The file's text.</summary>
    public string ToText() => KeptJson.Text(this);

    /// <summary>What was measured for a row of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">The options that the row has of its own.</param>
    /// <exception cref="InvalidDataException">They were not measured.</exception>
    public Contest Of(PeerTable table, string row) =>
        Contests.FirstOrDefault(contest => OptionLines.Joined(contest.Options) == table.OptionsOf(row))
        ?? throw new InvalidDataException($"{table.Measured} has nothing of: {table.OptionsOf(row)}");
}

/// <summary>The same work by several, a round of each after the other.</summary>
/// <param name="Options">
/// The work and the options of <c>side-by-side</c>, one a line.
/// </param>
/// <param name="Contestants">In the order of their turns: the peers, then ours.</param>
internal sealed record Contest(ImmutableArray<string> Options, ImmutableArray<MeasuredContestant> Contestants)
{
    /// <summary>A contestant.</summary>
    /// <param name="name">Its name, such as <c>expert</c>.</param>
    /// <exception cref="InvalidDataException">It did not take part.</exception>
    public MeasuredContestant this[string name] =>
        Contestants.FirstOrDefault(contestant => contestant.Name == name)
        ?? throw new InvalidDataException($"'{name}' did not take part in: {OptionLines.Joined(Options)}");
}

/// <summary>What was measured of one.</summary>
/// <param name="Name">
/// A variant of the peer, or <c>rocl</c> with the recipe values that it was given.
/// </param>
/// <param name="Rounds">As many as all others have.</param>
internal sealed record MeasuredContestant(string Name, ImmutableArray<MeasuredRound> Rounds);
