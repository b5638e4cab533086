using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace RoCL.Reports.Plots;

/// <summary>How plots look: horizontal lines alone, text in the page's own letters.</summary>
internal static class PlotDrawing
{
    private const double TextSize = 13;
    private const byte BandAlpha = 46;

    /// <summary>The size of a plot.</summary>
    /// <param name="plot">The plot.</param>
    public static PlotSize SizeOf(LinePlot plot) => plot.IsSmall ? new(230, 130) : new(430, 250);

    /// <summary>A plot as the library draws it.</summary>
    /// <param name="plot">The plot.</param>
    public static PlotModel Of(LinePlot plot)
    {
        var model = new PlotModel
        {
            Background = OxyColors.Transparent,
            DefaultFontSize = TextSize,
            Padding = new(0),
            PlotMargins = new(plot.IsSmall ? 38 : 44, 6, 10, plot.Across.Length == 0 ? 22 : 46),
            PlotAreaBorderColor = PlotColour.Axis.Drawn,
            PlotAreaBorderThickness = new(0, 0, 0, 1),
            TextColor = PlotColour.Ink.Drawn,
        };
        model.Axes.Add(Across(plot));
        model.Axes.Add(Up(plot));
        foreach (var curve in plot.Curves)
        {
            if (Band(plot, curve) is { } band)
                model.Series.Add(band);
        }

        foreach (var curve in plot.Curves)
            model.Series.Add(Line(plot, curve));
        if (Level(plot) is { } level)
            model.Annotations.Add(level);
        return model;
    }

    private static LinearAxis Across(LinePlot plot)
    {
        var axis = new LinearAxis
        {
            Position = AxisPosition.Bottom,
            TickStyle = TickStyle.None,
            Title = plot.Across,
            TitleFontSize = TextSize,
            AxisTitleDistance = 8,
            // A mark at the edge would be cut in half.
            MinimumPadding = plot.Curves.Any(curve => curve.HasMarks) ? 0.02 : 0,
            MaximumPadding = 0.02,
            IntervalLength = plot.IsSmall ? 60 : 70,
            LabelFormatter = Number,
        };
        if (plot.Places.IsEmpty)
            return axis;
        axis.Minimum = -0.25;
        axis.Maximum = plot.Places.Length - 0.75;
        axis.MajorStep = 1;
        axis.LabelFormatter = place => PlaceText(plot, place);
        return axis;
    }

    private static string PlaceText(LinePlot plot, double place)
    {
        var index = (int)Math.Round(place);
        return index >= 0 && index < plot.Places.Length ? Number(plot.Places[index]) : "";
    }

    private static double At(LinePlot plot, CurveValue point) =>
        plot.Places.IsEmpty ? point.At : plot.Places.IndexOf(point.At);

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

    private static LineSeries Line(LinePlot plot, PlotCurve curve)
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
        line.Points.AddRange(curve.Points.Select(point => new DataPoint(At(plot, point), point.Value)));
        return line;
    }

    private static AreaSeries? Band(LinePlot plot, PlotCurve curve)
    {
        if (curve.Points.Any(point => point.Low is null || point.High is null))
            return null;
        var band = new AreaSeries
        {
            Color = OxyColors.Transparent,
            StrokeThickness = 0,
            Fill = OxyColor.FromAColor(BandAlpha, PlotColour.OfCurve(curve.Colour).Drawn),
        };
        band.Points.AddRange(curve.Points.Select(point => new DataPoint(At(plot, point), point.Low!.Value)));
        band.Points2.AddRange(curve.Points.Select(point => new DataPoint(At(plot, point), point.High!.Value)));
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

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Percent(double value) => (100 * value).ToString("0", CultureInfo.InvariantCulture);
}
