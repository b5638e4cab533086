using RoCL.Reports.Comparing;

namespace RoCL.Suites.Showing;

/// <summary>What <c>rocl show</c> is asked for.</summary>
/// <param name="Runs">Folders of runs, or that of a suite; none for all in runs/.</param>
/// <param name="Html">The file of a report; none for the terminal.</param>
/// <param name="Layout">What a comparison shows, and which way round.</param>
public sealed record ShowRequest(ImmutableArray<string> Runs, string? Html, ComparisonLayout Layout);
