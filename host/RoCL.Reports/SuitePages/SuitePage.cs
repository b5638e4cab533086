using System.Xml.Linq;
using RoCL.Reports.Comparing;
using RoCL.Reports.Figures;
using RoCL.Reports.Pages;
using RoCL.Reports.Results;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.SuitePages;

/// <summary>
/// A suite's table as a page: a row for each method, with links to the reports of its runs.
/// </summary>
/// <param name="Name">What the suite is called.</param>
/// <param name="About">One line that says what it shows.</param>
/// <param name="Results">What its methods came to.</param>
/// <param name="Unfinished">One line for each run that has not finished.</param>
/// <param name="Runs">The reports of its runs; none where the page lies elsewhere.</param>
public sealed record SuitePage(
    string Name,
    string About,
    ResultSet Results,
    ImmutableArray<string> Unfinished,
    ImmutableArray<RunLink> Runs
)
{
    /// <summary>Its rows side by side; none where they are not compared.</summary>
    public RunComparison? Compared { get; init; }

    /// <summary>What the comparison shows, and which way round.</summary>
    public ComparisonLayout Layout { get; init; } = ComparisonLayout.Usual;

    /// <summary>The page's text.</summary>
    public string Text() =>
        Page.Of(
            $"{Name} · RoCL",
            Tag.Of(
                "header",
                Styled(
                    "p",
                    "kicker",
                    Unfinished.IsEmpty ? "A finished suite" : "A suite with runs that have not finished"
                ),
                Tag.Of("h1", Name),
                About.Length > 0 ? Styled("p", "lead", About) : null
            ),
            Section("results", "Results", FigureTable.Of(Results, Layout.IsTransposed), Lines(Unfinished)),
            Compared is null ? null : ComparisonSections.Of(Compared, Layout),
            Section("protocols", "Protocols", Lines(Results.Protocols)),
            Runs.IsEmpty ? null : Section("runs", "Reports of the runs", Links()),
            Tag.Of("footer", "Written by rocl. Every figure comes from the runs' own summaries.")
        );

    private static XElement? Lines(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count == 0 ? null : Styled("ul", "events", all.Select(line => Tag.Of("li", line)));
    }

    private XElement Links() =>
        Styled("ul", "events", Runs.Select(run => Tag.Of("li", Tag.Of("a", With("href", run.Address), run.Name))));
}

/// <summary>The report of a run of a suite.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Address">Where it lies, from the suite's page.</param>
public sealed record RunLink(string Name, string Address);
