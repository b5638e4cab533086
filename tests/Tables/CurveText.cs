using RoCL.Reports.Tables;
using Spectre.Console;

namespace Tables;

/// <summary>The lines of a curve, in Markdown: its points, then the lines fitted to them.</summary>
internal static class CurveText
{
    /// <summary>
    /// Percent with 95 % intervals: of points over seeds, of lines over all points of all seeds.
    /// </summary>
    /// <param name="curve">What it shows.</param>
    /// <param name="runs">What it shows it of.</param>
    public static string Of(PageCurve curve, KeptRuns runs) =>
        curve.FarAt is { } far ? $"{Points(curve, runs)}\n{Lines(curve, far, runs)}" : Points(curve, runs);

    private static string Points(PageCurve curve, KeptRuns runs)
    {
        var shown = Begun(curve.Axis, curve.Methods.Prepend("seeds"));
        foreach (var point in curve.Points)
        {
            var ofMethods = point.Rows.Select(row => Measured(row, curve, runs)).ToImmutableArray();
            var cells = ofMethods
                .Select(measured =>
                    Cell.Accuracy(Values(measured, curve), measured.FirstOrDefault()?.ImagesOf(curve.Condition))
                )
                .Prepend(Cell.Whole(ofMethods.Max(measured => measured.Length)))
                .Prepend(Cell.Whole(point.At));
            shown.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return MarkdownText.Of(shown);
    }

    private static string Lines(PageCurve curve, double far, KeptRuns runs)
    {
        var last = curve.Points[^1].At;
        var shown = Begun(
            "fitted line",
            ["a doubling brings", $"at {Cell.Whole(last)}", $"at {Cell.Whole(far)}, extrapolated"]
        );
        for (var method = 0; method < curve.Methods.Length; method++)
        {
            if (LineOf(method, curve, runs) is not { } line)
                continue;
            shown.AddRow([
                Markup.Escape(curve.Methods[method]),
                Cell.Signed(line.SlopeInterval),
                Cell.Accuracy(line.At(Math.Log2(last))),
                Cell.Accuracy(line.At(Math.Log2(far))),
            ]);
        }

        return MarkdownText.Of(shown);
    }

    // Over the logarithm, since each further doubling costs as much as all before it.
    private static LineFit? LineOf(int method, PageCurve curve, KeptRuns runs)
    {
        var places = ImmutableArray.CreateBuilder<double>();
        var values = ImmutableArray.CreateBuilder<double>();
        foreach (var point in curve.Points)
        {
            foreach (var value in Values(Measured(point.Rows[method], curve, runs), curve))
            {
                places.Add(Math.Log2(point.At));
                values.Add(value);
            }
        }

        return LineFit.Of(places.ToImmutable(), values.ToImmutable());
    }

    private static Table Begun(string first, IEnumerable<string> others)
    {
        var shown = new Table { Border = TableBorder.Markdown }.AddColumn(Markup.Escape(first));
        foreach (var title in others)
            shown.AddColumn(new TableColumn(Markup.Escape(title)).RightAligned());
        return shown;
    }

    private static ImmutableArray<KeptRun> Measured(string row, PageCurve curve, KeptRuns runs) =>
        [.. runs.OfRow(row).Where(run => run.AccuracyOf(curve.Condition) is not null)];

    private static ImmutableArray<double> Values(ImmutableArray<KeptRun> runs, PageCurve curve) =>
        [.. runs.Select(run => run.AccuracyOf(curve.Condition)).OfType<double>()];
}
