namespace Tables;

/// <summary>A file of docs/tables: the results of the runs of one suite, without weights.</summary>
/// <param name="Command">What made them, an option a line, and a long one on several.</param>
/// <param name="Machines">Instructions, processors, system and libtorch of each machine.</param>
/// <param name="Plugins">The plugins that made them.</param>
/// <param name="Runs">In the suite's order, seed by seed.</param>
internal sealed record KeptRuns(
    ImmutableArray<string> Command,
    ImmutableArray<string> Machines,
    ImmutableArray<KeptPlugin> Plugins,
    ImmutableArray<KeptRun> Runs
)
{
    /// <summary>From a file.</summary>
    /// <param name="text">Its text.</param>
    public static KeptRuns Of(string text) => KeptJson.Of<KeptRuns>(text);

    /// <summary>The file's text.</summary>
    public string ToText() => KeptJson.Text(this);

    /// <summary>The runs of a row, seed by seed.</summary>
    /// <param name="row">The row.</param>
    public ImmutableArray<KeptRun> OfRow(string row) => [.. Runs.Where(run => run.Row == row).OrderBy(run => run.Seed)];
}
