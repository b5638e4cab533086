namespace RoCL.Host.CommandLine;

/// <summary>What <c>rocl show</c> is asked for.</summary>
/// <param name="Runs">Folders of runs, or that of a suite; none for all in runs/.</param>
/// <param name="Html">The file of a report; none for the terminal.</param>
internal sealed record ShowRequest(ImmutableArray<string> Runs, string? Html);
