using System.Globalization;

namespace Tables.Speed;

/// <summary>The lines of a table of speeds, in Markdown.</summary>
internal static class SpeedText
{
    private const string Exact = "exact";
    private const string Fast = "fast";
    private const double Milliseconds = 1000;

    /// <summary>The table.</summary>
    /// <param name="table">What it shows.</param>
    /// <param name="speed">What it shows it of.</param>
    public static string Of(SpeedTable table, KeptSpeed speed) =>
        table.Rows is [var only] ? OfVariants(speed.Of(table, only)) : OfOptions(table, speed);

    private static string OfVariants(MeasuredCommand measured) =>
        FigureTable.Of(
            ["variant", "images/s", "of `reference`", "memory MiB", "attack s", "training s"],
            measured.Variants.Select(variant =>
                ImmutableArray.Create(
                    $"`{variant.Name}`",
                    Text(variant.ImagesPerSecond, "0.0"),
                    variant.Ratio is { } ratio ? Text(ratio) : "1",
                    Text(variant.PeakMemoryMiB, "0"),
                    Text(variant.SecondsPerStep.Attack, "0.000"),
                    Text(variant.SecondsPerStep.Training, "0.000")
                )
            )
        );

    private static string OfOptions(SpeedTable table, KeptSpeed speed) =>
        FigureTable.Of(
            ["options", "`exact` ms", "MiB", "`fast` ms", "MiB"],
            table.Rows.Select(row => OptionsRow(row, speed.Of(table, row)))
        );

    private static ImmutableArray<string> OptionsRow(string row, MeasuredCommand measured) =>
        [$"`{row}`", .. Cells(measured[Exact]), .. Cells(measured[Fast])];

    private static string[] Cells(MeasuredVariant variant) =>
        [Text(Milliseconds / variant.ImagesPerSecond, "0.00"), Text(variant.PeakMemoryMiB, "0")];

    private static string Text(MeasuredRatio ratio) =>
        $"{Text(ratio.Median, "0.00")} ({Text(ratio.Low, "0.00")} to {Text(ratio.High, "0.00")})";

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
