using System.Globalization;
using RoCL.Plugins.Checking;
using RoCL.Runs.Benchmarks;
using Spectre.Console;

namespace RoCL.Reports.Benchmarks;

/// <summary>What <c>rocl doctor --bench</c> shows: how fast pretraining is here.</summary>
public static class SpeedView
{
    private static readonly ImmutableArray<string> Titles =
    [
        "",
        "images/s",
        "ratio (95 %)",
        "memory MiB",
        "data s",
        "attack s",
        "training s",
        "optimizer s",
    ];

    /// <summary>Writes the report for people: a row for each variant, then what each is.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="report">What was measured.</param>
    public static void Write(IAnsiConsole console, SpeedReport report)
    {
        PlainColumns.Line(console, Described(report), bold: true);
        PlainColumns.Write(
            console,
            [
                [.. Titles],
                .. report.Variants.Select(Row),
            ],
            indent: 2
        );
        PlainColumns.Line(console);
        foreach (var variant in report.Variants)
        {
            PlainColumns.Line(console, $"  {variant.Name}: {variant.About}");
            foreach (var notice in variant.Notices)
                PlainColumns.Line(console, $"    {notice}");
        }

        PlainColumns.Line(
            console,
            "  Medians of the rounds. Seconds are those of one step. Memory is what the model and a step take at most."
        );
    }

    private static string Described(SpeedReport report)
    {
        var question = report.Question;
        return $"{question.Encoder}, {question.Shape}, batch {question.Batch}, k = {question.Iterations}, "
            + $"{report.Threads} threads on {report.Device}; {question.Rounds} rounds of {question.Steps} steps";
    }

    private static string[] Row(VariantSpeed variant) =>
        [
            variant.Name,
            Rounded(variant.ImagesPerSecond, "0.0"),
            variant.Ratio is { } ratio ? $"{ratio}" : "1",
            variant.PeakMemoryMiB is { } memory ? Rounded(memory, "0") : "-",
            Rounded(variant.SecondsPerStep.Data, "0.000"),
            Rounded(variant.SecondsPerStep.Attack, "0.000"),
            Rounded(variant.SecondsPerStep.Training, "0.000"),
            Rounded(variant.SecondsPerStep.Optimizer, "0.000"),
        ];

    private static string Rounded(double number, string format) =>
        number.ToString(format, CultureInfo.InvariantCulture);
}
