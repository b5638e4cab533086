using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace RoCL.Reports.Plots;

/// <summary>How plots look: horizontal lines alone, text in the page's own letters.</summary>
internal static class PlotDrawing
{
    private const double TextSize = 12;
    private const byte BandAlpha = 46;

    /// <summary>The size of a plot.</summary>
    /// <param name="plot">The plot.</param>
    public static PlotSize SizeOf(LinePlot plot) => plot.IsSmall ? new(300, 150) : new(460, 260);

    /// <summary>A plot as the library draws it.</summary>
    /// <param name="plot">The plot.</param>
    public static PlotModel Of(LinePlot plot)
    {
        var model = new PlotModel
        {
            Background = OxyColors.Transparent,
            DefaultFontSize = TextSize,
            Padding = new(0, 4, 8, 0),
            PlotAreaBorderColor = PlotColour.Axis.Drawn,
            PlotAreaBorderThickness = new(0, 0, 0, 1),
            TextColor = PlotColour.Ink.Drawn,
        };
        model.Axes.Add(Across(plot));
        model.Axes.Add(Up(plot));
        foreach (var curve in plot.Curves)
        {
            if (Band(curve) is { } band)
                model.Series.Add(band);
        }

        foreach (var curve in plot.Curves)
            model.Series.Add(Line(plot, curve));
        if (Level(plot) is { } level)
            model.Annotations.Add(level);
        return model;
    }

    private static Axis Across(LinePlot plot)
    {
        if (plot.LogTicks.IsEmpty)
        {
            return new LinearAxis
            {
                Position = AxisPosition.Bottom,
                TickStyle = TickStyle.None,
                Title = plot.Across,
                TitleFontSize = TextSize,
                AxisTitleDistance = 2,
                MinimumPadding = 0,
                MaximumPadding = 0.02,
                MajorStep = double.NaN,
                IntervalLength = 70,
                LabelFormatter = Number,
            };
        }

        return new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            TickStyle = TickStyle.None,
            Title = plot.Across,
            TitleFontSize = TextSize,
            AxisTitleDistance = 2,
            Minimum = plot.LogTicks[0] * 0.9,
            Maximum = plot.LogTicks[^1] * 1.1,
            IntervalLength = 40,
            LabelFormatter = Number,
        };
    }

    private static LinearAxis Up(LinePlot plot) =>
        new()
        {
            Position = AxisPosition.Left,
            TickStyle = TickStyle.None,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineThickness = 1,
            MajorGridlineColor = PlotColour.Grid.Drawn,
            Minimum = plot.IsShare ? 0 : double.NaN,
            Maximum = plot.IsShare ? 1 : double.NaN,
            MajorStep = plot.IsShare ? 0.25 : double.NaN,
            MinimumPadding = 0.05,
            MaximumPadding = 0.05,
            IntervalLength = plot.IsSmall ? 40 : 50,
            LabelFormatter = plot.IsShare ? Percent : Number,
        };

    private static LineSeries Line(LinePlot plot, Curve curve)
    {
        var line = new LineSeries
        {
            Color = PlotColour.OfCurve(curve.Colour).Drawn,
            StrokeThickness = plot.IsSmall ? 1.5 : 2,
            LineJoin = LineJoin.Round,
            MarkerType = curve.HasMarks ? MarkerType.Circle : MarkerType.None,
            MarkerSize = 3,
            MarkerFill = PlotColour.OfCurve(curve.Colour).Drawn,
        };
        line.Points.AddRange(curve.Points.Select(point => new DataPoint(point.At, point.Value)));
        return line;
    }

    private static AreaSeries? Band(Curve curve)
    {
        if (curve.Points.Any(point => point.Low is null || point.High is null))
            return null;
        var band = new AreaSeries
        {
            Color = OxyColors.Transparent,
            StrokeThickness = 0,
            Fill = OxyColor.FromAColor(BandAlpha, PlotColour.OfCurve(curve.Colour).Drawn),
        };
        band.Points.AddRange(curve.Points.Select(point => new DataPoint(point.At, point.Low!.Value)));
        band.Points2.AddRange(curve.Points.Select(point => new DataPoint(point.At, point.High!.Value)));
        return band;
    }

    private static LineAnnotation? Level(LinePlot plot) =>
        plot.Level is { } level
            ? new()
            {
                Type = LineAnnotationType.Horizontal,
                Y = level,
                Color = PlotColour.Axis.Drawn,
                LineStyle = LineStyle.Dash,
                StrokeThickness = 1,
                Text = plot.LevelName,
                TextColor = PlotColour.Ink.Drawn,
                FontSize = TextSize - 1,
            }
            : null;

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static string Percent(double value) => (100 * value).ToString("0", CultureInfo.InvariantCulture);
}
