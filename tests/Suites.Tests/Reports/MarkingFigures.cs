using RoCL.Reports.Results;
using RoCL.Reports.Tables;
using RoCL.Runs.Results;
using Shared.Consoles;

namespace Suites.Tests.Reports;

/// <summary>
/// A figure that a sign of masked gradients speaks against has a mark in every table.
/// </summary>
public sealed class MarkingFigures
{
    private const string Sign = "ROCL0523: 12 % of the images are fooled by square and were missed (50 images)";

    private static ConditionSummary Condition(string name, params string[] signs) =>
        new(name, "linf 0.1", 0.5, [0.25, 0.75], 40, 0, new Dictionary<string, double>())
        {
            Signs = signs.Length == 0 ? null : signs,
        };

    private static Summary Run(params ConditionSummary[] conditions) =>
        new(
            "r",
            "",
            1,
            "cpu",
            30,
            1,
            new(100, 1000, 50),
            0.5,
            "",
            [
                new EvaluationSummary(
                    "linear",
                    "p",
                    4,
                    60,
                    conditions,
                    [new("", "PGD", "linf 0.1", 50, []) { Seconds = 1.25 }]
                ),
            ]
        );

    private static readonly ResultSet Marked = ResultSet.Of([("m", Run(Condition("PGD", Sign), Condition("APGD")))]);

    [Test]
    public void It_stands_behind_the_figure_on_the_terminal_with_its_explanation_and_what_looking_took()
    {
        var shown = Terminal.Piped(console => ResultTable.Write(console, Marked));
        Assert.That(shown, Does.Contain("| 50.0 % [25.0, 75.0] ! |").And.Contain("|   50.0 % [25.0, 75.0] |"));
        Assert.That(Marked.Notes, Does.Contain($"! m, PGD: may be too high: {Sign}"));
        Assert.That(
            Marked.Notes,
            Does.Contain("Signs of masked gradients were looked for in 1.3 of 104.0 s (masking.images).")
        );
    }

    [Test]
    public void It_stands_in_Markdown_and_in_comma_separated_values()
    {
        Assert.That(ResultMarkdown.Of(Marked), Does.Contain("50.0 [25.0, 75.0] ! |").And.Contain(Sign));
        Assert.That(ResultCsv.Of(Marked), Does.Contain($",{Sign}"));
    }

    [Test]
    public void Signs_of_any_seed_mark_the_mean()
    {
        var seeds = ResultSet.Of([("m", Run(Condition("PGD"))), ("m", Run(Condition("PGD", Sign)))]);
        Assert.That(seeds.Rows.Single().Figures.Single().Signs, Is.EqualTo(new[] { Sign }));
    }

    [Test]
    public void Without_signs_there_is_no_mark()
    {
        var plain = ResultSet.Of([("m", Run(Condition("PGD")))]);
        Assert.That(Terminal.Piped(console => ResultTable.Write(console, plain)), Does.Not.Contain("!"));
    }
}
