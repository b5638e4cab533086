using System.Globalization;
using RoCL.Core.Numbers;
using RoCL.Reports.Results;

namespace RoCL.Reports.Tables;

/// <summary>What the cells of a terminal's tables say.</summary>
internal static class ResultCells
{
    /// <summary>
    /// <c>50.0 % [47.1, 52.9]</c> of one seed, <c>50.0 ± 1.2 %</c> of several, with a mark where it
    /// may be too high; empty where nothing was measured.
    /// </summary>
    /// <param name="figure">The figure.</param>
    public static string Accuracy(Figure? figure) => figure is null ? "" : Share(figure) + figure.Mark;

    /// <summary>How many images, <c>1000</c>, or <c>1000 / 500</c> where they differ.</summary>
    /// <param name="figures">The figures.</param>
    public static string Images(IEnumerable<Figure> figures) =>
        string.Join(" / ", figures.Select(figure => figure.Images).Distinct());

    /// <summary>A number of seconds, images or MiB.</summary>
    /// <param name="value">The number.</param>
    public static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static string Share(Figure figure)
    {
        var accuracy = figure.Accuracy;
        if (accuracy.Count > 1)
        {
            return $"{Percentage.Points(accuracy.Mean)} ± {Percentage.Of(accuracy.Deviation)}";
        }

        var share = Percentage.Of(accuracy.Mean);
        return figure.Interval is [var low, var high]
            ? $"{share} [{Percentage.Points(low)}, {Percentage.Points(high)}]"
            : share;
    }
}
