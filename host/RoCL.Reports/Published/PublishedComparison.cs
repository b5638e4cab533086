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
    /// <param name="published">What is published, by the methods' names.</param>
    public static ImmutableArray<PublishedRow> Of(
        ResultSet results,
        IEnumerable<KeyValuePair<string, IReadOnlyList<PublishedFigures>>> published
    ) =>
        [
            .. published.SelectMany(method =>
                method.Value.Select(figures => Row(method.Key, figures, MeasuredBy(results, method.Key, figures)))
            ),
        ];

    /// <summary>A protocol as the benchmark writes it.</summary>
    /// <param name="protocol">The protocol.</param>
    public static string NameOf(PublishedProtocol protocol) => protocol.ToString().ToUpperInvariant();

    private static ResultRow? MeasuredBy(ResultSet results, string method, PublishedFigures published) =>
        results.Rows.FirstOrDefault(row => row.Method == method && row.Evaluation == EvaluationOf(published.Protocol));

    private static string EvaluationOf(PublishedProtocol protocol) =>
        protocol switch
        {
            PublishedProtocol.Slf => "linear",
            PublishedProtocol.Alf => "robust-linear",
            _ => "fine-tuning",
        };

    private static PublishedRow Row(string method, PublishedFigures published, ResultRow? measured) =>
        new(method, published, measured?[Clean], RobustOf(measured), measured?[CorruptionMean]);

    // Where AutoAttack was measured in two ways, the lower figure counts.
    private static Figure? RobustOf(ResultRow? measured) =>
        measured
            ?.Figures.Where(figure => figure.Threat == BenchmarkThreat)
            .Where(figure => figure.Attacks is [{ Use: BenchmarkAttack }])
            .MinBy(figure => figure.Accuracy.Mean);
}
