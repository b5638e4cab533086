namespace RoCL.Runs.Reporting;

/// <summary>How a person wants to be answered, whatever is asked.</summary>
/// <param name="Json">
/// Results are one JSON object on standard output, and everything else goes to standard error.
/// </param>
/// <param name="Quiet">
/// There is no progress and no notice: results, warnings and errors alone.
/// </param>
/// <param name="Verbose">The events of a run's log go to standard error too.</param>
public sealed record Manners(bool Json = false, bool Quiet = false, bool Verbose = false)
{
    /// <summary>Standard output, for results alone.</summary>
    public TextWriter Results { get; init; } = Console.Out;
}
