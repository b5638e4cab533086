using System.Globalization;
using Host.Tests.Plugins;
using RoCL.Host.Reports;
using RoCL.Host.Runs;

namespace Host.Tests.Suites;

/// <summary>Summaries become rows of a table.</summary>
public sealed class Tabulating
{
    private static Summary Run(long seed, params (string Name, double Accuracy)[] evaluations) => new("r", "", seed, "cpu", 1, 1, new(1, 100, 50), 0.5, "", [.. evaluations.Select(evaluation =>
        new EvaluationSummary(evaluation.Name, "a, \"b\" | c", 2, 60, [new("clean", null, evaluation.Accuracy, [0.25, 0.75], 40, 0, new Dictionary<string, double>())], []))]);

    [Test]
    public void One_evaluation_of_one_seed_is_a_row_without_evaluation_and_seeds()
    {
        var shown = Terminal.Piped(console => ResultTable.Write(console, [("one", Run(1, ("linear", 0.5))), ("two", Run(1, ("robust-linear", 0.25)))]));
        Assert.That(shown, Does.StartWith(
            """
            +--------+--------+---------+----------+----------+
            | method |  clean | seconds | images/s | peak MiB |
            |--------+--------+---------+----------+----------|
            | one    | 50.0 % |       3 |      100 |       60 |
            | two    | 25.0 % |       3 |      100 |       60 |
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void No_evaluation_hides_another_of_its_conditions()
    {
        var results = Results.Of([("m", Run(1, ("linear", 0.5), ("knn", 0.6), ("linear", 0.7))), ("m", Run(2, ("linear", 0.7), ("knn", 0.8), ("linear", 0.7)))]);
        Assert.That(results.Rows.Select(row => (row.Evaluation, row.Figures.Single().Accuracy.Mean)), Is.EqualTo(new[] { ("linear", 0.6), ("knn", 0.7), ("linear#2", 0.7) }).Within(1e-12));
        Assert.That(results.Rows.Select(row => row.Seeds), Is.All.EqualTo(new[] { 1L, 2L }));
    }

    [Test]
    public void Of_one_seed_files_have_the_interval_and_of_several_the_deviation()
    {
        var (one, two) = (Results.Of([("m|x", Run(1, ("linear", 0.5)))]), Results.Of([("m", Run(1, ("linear", 0.5))), ("m", Run(2, ("linear", 0.7)))]));
        Assert.That(ResultMarkdown.Of(one), Does.Contain("| m\\|x | 1 | 50.0 [25.0, 75.0] | 40 | 3 |"));
        Assert.That(ResultMarkdown.Of(two), Does.Contain("| m | 2 | 60.0 ± 14.1 | 40 | 3 |"));
        Assert.That(ResultCsv.Of(one), Does.EndWith("\nm|x,linear,\"a, \"\"b\"\" | c\",clean,,1,0.5,,0.25,0.75,40\r\n"));
        Assert.That(ResultCsv.Of(two), Does.EndWith(FormattableString.Invariant($",clean,,2,{two.Rows[0].Figures[0].Accuracy.Mean},{two.Rows[0].Figures[0].Accuracy.Deviation},,,40\r\n")));
    }

    [Test]
    public void Numbers_are_written_alike_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.That(ResultCsv.Of(Results.Of([("m", Run(1, ("linear", 0.5)))])), Does.Contain(",0.5,"));
            Assert.That(ResultMarkdown.Of(Results.Of([("m", Run(1, ("linear", 0.5)))])), Does.Contain("50.0 [25.0, 75.0]"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
