using RoCL.Reports.Tables;
using RoCL.Runs.Results;
using Spectre.Console.Testing;

namespace Suites.Tests.Reports;

/// <summary>A table is readable on a terminal of any width.</summary>
public sealed class FittingTables
{
    private static ConditionSummary Condition(string name, int images = 1000) =>
        new(name, null, 0.5, [0.469, 0.531], images, 0, new Dictionary<string, double>());

    private static Summary Run(params IEnumerable<ConditionSummary> conditions) =>
        new("r", "", 1, "cpu", 1, 1, new(1, 100, 50), 0.5, "", [new("linear", "p", 2, 60, [.. conditions], [])]);

    private static IEnumerable<ConditionSummary> Many =>
        Enumerable.Range(1, 65).Select(i => Condition($"corruption gaussian-noise {i} PGD-20 linf 8/255"));

    private static string[] Shown(int width, params (string, Summary)[] runs)
    {
        using var console = new TestConsole().Width(width);
        ResultTable.Write(console, [.. runs]);
        return [.. console.Output.Split('\n').Select(line => line.TrimEnd())];
    }

    [TestCase(40)]
    [TestCase(60)]
    [TestCase(80)]
    [TestCase(200)]
    public void Sixty_five_conditions_are_a_row_each_with_their_interval_and_number_of_images(int width)
    {
        var lines = Shown(width, ("baseline", Run(Many)), ("robust", Run(Many)));
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(width));
        Assert.That(lines, Has.None.Match(@"^\|\s*\S\s*\|\s*\|"), "no letter stands alone in its line");
        Assert.That(
            lines.Count(line => line.Contains("50.0 % [46.9, 53.1]", StringComparison.Ordinal)),
            Is.EqualTo(width < 80 ? 130 : 65)
        );
        Assert.That(lines, Has.Some.Match(@"^\| images\s+\|\s+1000 \|"));
    }

    [Test]
    public void A_long_name_of_a_method_leaves_room_for_those_of_conditions()
    {
        var name = "rocl-transfer-semi-supervised-lr=0.1-epochs=1000-seed=17";
        var lines = Shown(40, (name, Run(Many)), ("b", Run(Many)));
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(40));
        Assert.That(lines, Has.Some.Match(@"^\| gaussian-noise\s+\|"));
        Assert.That(string.Concat(lines.Skip(1).Take(3)).Replace(" ", "").Replace("|", ""), Does.Contain("seed=17"));
    }

    [Test]
    public void Conditions_of_different_numbers_of_images_have_a_column_for_them()
    {
        var run = Run(Many.Append(Condition("clean", images: 50)));
        Assert.That(Shown(80, ("a", run)), Has.Some.Match(@"^\| clean\s+\| 50.0 % \[46.9, 53.1\] \|\s+50 \|"));
    }

    [Test]
    public void What_fits_keeps_a_row_for_each_method() =>
        Assert.That(
            Shown(200, ("one", Run(Condition("clean"), Condition("PGD-20 linf 8/255"))))[1],
            Does.StartWith("| method |").And.Contain("PGD-20 linf 8/255 | images |")
        );

    [Test]
    public void Rows_of_another_number_of_images_are_marked()
    {
        var lines = Shown(
            200,
            ("one", Run(Condition("clean"))),
            ("two", Run(Condition("clean"))),
            ("few", Run(Condition("clean", images: 100)))
        );
        Assert.That(string.Join('\n', lines), Does.Contain("| few *  |").And.Contain("| two    |"));
        Assert.That(lines, Has.Some.EqualTo("* few: measured on 100 images, where one was on 1000"));
    }

    [Test]
    public void Seeds_of_another_number_of_images_are_marked() =>
        Assert.That(
            Shown(200, ("m", Run(Condition("clean"))), ("m", Run(Condition("clean", images: 100)))),
            Has.Some.EqualTo("* m: its seeds were measured on 1000 and on 100 images")
        );
}
