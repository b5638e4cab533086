using OxyPlot;

namespace RoCL.Reports.Plots;

/// <summary>
/// A colour of the style sheet, so that a plot follows light and dark. The library writes numbers;
/// each stands for a name here, which replaces it in the text.
/// </summary>
/// <param name="Name">The name of the style sheet's variable.</param>
/// <param name="Number">Tells it from the others while the library draws.</param>
internal sealed record PlotColour(string Name, byte Number)
{
    /// <summary>Text.</summary>
    public static PlotColour Ink { get; } = new("--ink-2", 1);

    /// <summary>Lines behind the curves.</summary>
    public static PlotColour Grid { get; } = new("--line", 2);

    /// <summary>The axis.</summary>
    public static PlotColour Axis { get; } = new("--ink-3", 3);

    /// <summary>Curves, in their order.</summary>
    public static ImmutableArray<PlotColour> Curves { get; } =
    [new("--s1", 11), new("--s2", 12), new("--s3", 13), new("--s4", 14), new("--s5", 15), new("--s6", 16)];

    private static ImmutableArray<PlotColour> All { get; } = [Ink, Grid, Axis, .. Curves];

    private const byte Red = 1;
    private const byte Blue = 2;

    /// <summary>The colour of a curve; they begin again after the last.</summary>
    /// <param name="curve">Which curve, from 0.</param>
    public static PlotColour OfCurve(int curve) => Curves[curve % Curves.Length];

    /// <summary>What stands for it while the library draws.</summary>
    public OxyColor Drawn => OxyColor.FromRgb(Red, Number, Blue);

    /// <summary>A drawing with the style sheet's names.</summary>
    /// <param name="svg">As the library wrote it.</param>
    public static string Named(string svg)
    {
        var named = svg;
        foreach (var colour in All)
        {
            var written = $"rgb({Red},{colour.Number},{Blue})";
            named = named.Replace(written, $"var({colour.Name})", StringComparison.Ordinal);
        }

        return named;
    }
}
