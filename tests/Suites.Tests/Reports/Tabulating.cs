using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using RoCL.Plugins.Trust;
using RoCL.Reports.Results;
using RoCL.Reports.Tables;
using RoCL.Runs.Results;
using Shared.Consoles;

namespace Suites.Tests.Reports;

/// <summary>Summaries become rows of a table.</summary>
public sealed class Tabulating
{
    private static Summary Run(long seed, params (string Name, double Accuracy)[] evaluations) =>
        new(
            "r",
            "",
            seed,
            "cpu",
            1,
            1,
            new(1, 100, 50),
            0.5,
            "",
            [
                .. evaluations.Select(evaluation => new EvaluationSummary(
                    evaluation.Name,
                    "a, \"b\" | c",
                    2,
                    60,
                    [new("clean", null, evaluation.Accuracy, [0.25, 0.75], 40, 0, new Dictionary<string, double>())],
                    []
                )),
            ]
        );

    [Test]
    public void One_evaluation_of_one_seed_is_a_row_without_evaluation_and_seeds()
    {
        var shown = Terminal.Piped(console =>
            ResultTable.Write(console, [("one", Run(1, ("linear", 0.5))), ("two", Run(1, ("robust-linear", 0.25)))])
        );
        Assert.That(
            shown,
            Does.StartWith(
                """
                +--------+---------------------+--------+---------+----------+----------+
                | method |               clean | images | seconds | images/s | peak MiB |
                |--------+---------------------+--------+---------+----------+----------|
                | one    | 50.0 % [25.0, 75.0] |     40 |       3 |      100 |       60 |
                | two    | 25.0 % [25.0, 75.0] |     40 |       3 |      100 |       60 |
                """.ReplaceLineEndings("\n")
            )
        );
    }

    [Test]
    public void No_evaluation_hides_another_of_its_conditions()
    {
        var results = ResultSet.Of([
            ("m", Run(1, ("linear", 0.5), ("knn", 0.6), ("linear", 0.7))),
            ("m", Run(2, ("linear", 0.7), ("knn", 0.8), ("linear", 0.7))),
        ]);
        Assert.That(
            results.Rows.Select(row => (row.Evaluation, row.Figures.Single().Accuracy.Mean)),
            Is.EqualTo(new[] { ("linear", 0.6), ("knn", 0.7), ("linear#2", 0.7) }).Within(1e-12)
        );
        Assert.That(results.Rows.Select(row => row.Seeds), Is.All.EqualTo(new[] { 1L, 2L }));
    }

    [Test]
    public void Of_one_seed_files_have_the_interval_and_of_several_the_deviation()
    {
        var one = ResultSet.Of([("m|x", Run(1, ("linear", 0.5)))]);
        var two = ResultSet.Of([("m", Run(1, ("linear", 0.5))), ("m", Run(2, ("linear", 0.7)))]);
        Assert.That(Markdown(one), Does.Contain("| m\\|x | 1 | 50.0 [25.0, 75.0] | 40 | 3 |"));
        Assert.That(Markdown(two), Does.Contain("| m | 2 | 60.0 ± 14.1 | 40 | 3 |"));
        Assert.That(
            ResultCsv.Of(one),
            Does.EndWith("\nm|x,linear,\"a, \"\"b\"\" | c\",clean,,1,0.5,,0.25,0.75,40,,\r\n")
        );
        var row = ResultCsv.Of(two).TrimEnd().Split(",clean,,2,")[1].Split(',');
        Assert.That(row[2..], Is.EqualTo(new[] { "", "", "40", "", "" }));
        Assert.That(double.Parse(row[0], CultureInfo.InvariantCulture), Is.EqualTo(0.6).Within(1e-12));
        Assert.That(double.Parse(row[1], CultureInfo.InvariantCulture), Is.EqualTo(Math.Sqrt(0.02)).Within(1e-12));
    }

    [Test]
    public void A_row_of_Markdown_is_one_line_however_long_and_numbers_are_on_the_right()
    {
        var name = string.Join(' ', Enumerable.Repeat("[words]", 200));
        var lines = ResultMarkdown.Of(ResultSet.Of([(name, Run(1, ("linear", 0.5)))])).Split('\n');
        Assert.That(lines[0], Does.StartWith("| method"));
        Assert.That(lines[1], Does.Match(@"^\| -+ \| -+: \|"));
        Assert.That(lines[2], Does.StartWith($"| {name} |").And.EndsWith("|"));
        Assert.That(lines[3], Is.Empty);
    }

    // Cells without the spaces that line them up.
    private static string Markdown(ResultSet results) => Regex.Replace(ResultMarkdown.Of(results), " +", " ");

    private static Summary With(params PluginRecord[] plugins) => Run(1, ("linear", 0.5)) with { Plugins = plugins };

    [Test]
    public void Rows_that_differ_in_a_plugins_version_or_build_say_which_made_them()
    {
        PluginRecord Attack(string version, char digit) => new("Lab.Attack", $"{version}+commit", new(digit, 64));
        var same = new PluginRecord("Lab.Loss", "2.0", new('0', 64));
        var results = ResultSet.Of([
            ("one", With(Attack("1.0", 'a'), same)),
            ("two", With(Attack("1.1", 'b'), same)),
            ("rebuilt", With(Attack("1.1", 'c'), same)),
            ("none", With(same)),
        ]);
        Assert.That(
            Markdown(results),
            Does.Contain("| method | plugin | seeds |")
                .And.Contain("| one | Lab.Attack 1.0 (aaaaaaaa) | 1 |")
                .And.Contain("| two | Lab.Attack 1.1 (bbbbbbbb) |")
                .And.Contain("| rebuilt | Lab.Attack 1.1 (cccccccc) |")
                .And.Contain("| none | | 1 |")
        );
        Assert.That(
            Terminal.Piped(console => ResultTable.Write(console, results)),
            Does.Contain("| Lab.Attack 1.1 (bbbbbbbb) |")
        );
        Assert.That(ResultCsv.Of(results), Does.Contain(",40,Lab.Attack 1.0 (aaaaaaaa); Lab.Loss 2.0 (00000000),\r\n"));
    }

    [Test]
    public void Rows_of_the_same_plugins_say_nothing_but_in_the_files()
    {
        var results = ResultSet.Of([
            ("one", With(new PluginRecord("Lab", "1.0", new('a', 64)))),
            ("two", With(new PluginRecord("Lab", "1.0", new('a', 64)))),
            ("three", With()),
        ]);
        Assert.That(Markdown(results), Does.Contain("| method | seeds |").And.Not.Contain("Lab"));
        Assert.That(Terminal.Piped(console => ResultTable.Write(console, results)), Does.Not.Contain("Lab"));
        Assert.That(ResultCsv.Of(results), Does.Contain(",40,Lab 1.0 (aaaaaaaa),\r\n"));
    }

    private static Summary Attacked(string step, string condition = "PGD-5 linf 8/255") =>
        Run(1) with
        {
            Evaluations =
            [
                new EvaluationSummary(
                    "linear",
                    "p",
                    2,
                    60,
                    [
                        new(condition, "linf 8/255", 0.4, [0.3, 0.5], 40, 0, new Dictionary<string, double>())
                        {
                            Attacks = [new("pgd", Options.Add("iterations", "5").Add("step", step))],
                        },
                    ],
                    []
                ),
            ],
        };

    private static ImmutableSortedDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty;

    [Test]
    public void Conditions_of_one_name_that_were_not_measured_alike_never_share_a_column()
    {
        Assert.That(
            ResultSet.Of([("a", Attacked("1/255")), ("b", Attacked("8/255")), ("c", Attacked("1/255"))]).Conditions,
            Is.EqualTo(new[] { "PGD-5 linf 8/255 (step 1/255)", "PGD-5 linf 8/255 (step 8/255)" })
        );
        Assert.That(
            ResultSet.Of([("a", Attacked("1/255")), ("b", Attacked("1/255"))]).Conditions,
            Is.EqualTo(new[] { "PGD-5 linf 8/255" })
        );
    }

    [Test]
    public void Numbers_are_written_alike_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.That(ResultCsv.Of(ResultSet.Of([("m", Run(1, ("linear", 0.5)))])), Does.Contain(",0.5,"));
            Assert.That(
                ResultMarkdown.Of(ResultSet.Of([("m", Run(1, ("linear", 0.5)))])),
                Does.Contain("50.0 [25.0, 75.0]")
            );
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
