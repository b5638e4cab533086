using RoCL.Reports.Figures;
using RoCL.Reports.Pages;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.Comparing;

/// <summary>Runs side by side as a page in one file.</summary>
/// <param name="Comparison">The runs.</param>
/// <param name="Layout">What is shown, and which way round.</param>
public sealed record ComparisonPage(RunComparison Comparison, ComparisonLayout Layout)
{
    /// <summary>The page's text.</summary>
    public string Text()
    {
        var runs = Comparison.Runs;
        var results = Comparison.Results;
        return Page.Of(
            $"{runs.Length} runs · RoCL",
            Tag.Of(
                "header",
                Styled("p", "kicker", "A comparison"),
                Tag.Of("h1", $"{runs.Length} runs side by side"),
                Styled("p", "lead", string.Join(" · ", Comparison.Methods.Select(method => method.Name)))
            ),
            Section(
                "results",
                "Results",
                results.Rows.IsEmpty
                    ? Tag.Of("p", "None of them has finished.")
                    : FigureTable.Of(results, Layout.IsTransposed)
            ),
            ComparisonSections.Of(Comparison, Layout),
            TrainingTable.Of(runs, Layout.IsTransposed),
            Tag.Of("footer", "Written by rocl from the files of the runs.")
        );
    }
}
