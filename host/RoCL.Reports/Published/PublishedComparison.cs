using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Reports.Results;

namespace RoCL.Reports.Published;

/// <summary>
/// The figures of a suite beside those that are published for its methods, in the columns of the
/// benchmark RobustSSL: standard accuracy (SA), robust accuracy by AutoAttack (RA), and the mean
/// accuracy under corruptions (CA).
/// </summary>
public static class PublishedComparison
{
    private const string Clean = "clean";
    private const string BenchmarkThreat = "linf 8/255";
    private const string BenchmarkAttack = "autoattack";
    private const string CorruptionMean = "corruptions mean";

    /// <summary>A row for each method and protocol with published figures.</summary>
    /// <param name="results">What was measured.</param>
    /// <param name="methods">What is published.</param>
    public static ImmutableArray<PublishedRow> Of(ResultSet results, IEnumerable<PublishedMethod> methods) =>
        [.. methods.SelectMany(method => method.Figures.Select(figures => Row(results, method, figures)))];

    /// <summary>A protocol as the benchmark writes it.</summary>
    /// <param name="protocol">The protocol.</param>
    public static string NameOf(PublishedProtocol protocol) => protocol.ToString().ToUpperInvariant();

    private static PublishedRow Row(ResultSet results, PublishedMethod method, PublishedFigures published)
    {
        var protocol = method.Measured.FirstOrDefault(measured => measured.Protocol == published.Protocol);
        var row = protocol is null ? null : results.Rows.FirstOrDefault(row => IsBy(row, method, protocol));
        // The clean condition's name has the prefix of all names of the classifier.
        var clean = row?.Figures.FirstOrDefault(figure => figure.Condition.EndsWith(Clean, StringComparison.Ordinal));
        return new(
            method.Name,
            published,
            clean,
            RobustOf(row),
            row?[$"{clean?.Condition[..^Clean.Length]}{CorruptionMean}"]
        );
    }

    private static bool IsBy(ResultRow row, PublishedMethod method, MeasuredProtocol protocol) =>
        row.Method == method.Name && row.Evaluation == NumberedEvaluations.NameOf(protocol.Use, protocol.Number);

    // Where AutoAttack was measured in two ways, the lower figure counts.
    private static Figure? RobustOf(ResultRow? measured) =>
        measured
            ?.Figures.Where(figure => figure.Threat == BenchmarkThreat)
            .Where(figure => figure.Attacks is [{ Use: BenchmarkAttack }])
            .MinBy(figure => figure.Accuracy.Mean);
}
