using System.Xml.Linq;
using RoCL.Reports.Pages;

namespace RoCL.Reports.Plots;

/// <summary>Curves over one axis, as a figure of a page.</summary>
/// <param name="Id">Unlike that of every other plot of the page.</param>
/// <param name="Title">What is shown.</param>
/// <param name="Across">What the horizontal axis is.</param>
/// <param name="Says">The same in words, for those who do not see it.</param>
/// <param name="Curves">The curves.</param>
internal sealed record LinePlot(string Id, string Title, string Across, string Says, ImmutableArray<PlotCurve> Curves)
{
    /// <summary>Whether the values are shares, shown in percent from 0 to 100.</summary>
    public bool IsShare { get; init; }

    /// <summary>
    /// The places that were measured, for an axis with one tick for each at equal distances; none
    /// for an axis of numbers.
    /// </summary>
    public ImmutableArray<double> Places { get; init; } = [];

    /// <summary>A level that is drawn across; none for none.</summary>
    public double? Level { get; init; }

    /// <summary>What the level is.</summary>
    public string LevelName { get; init; } = "";

    /// <summary>Whether it is one of many small ones.</summary>
    public bool IsSmall { get; init; }

    /// <summary>What stands below it, besides the key.</summary>
    public string? Note { get; init; }

    /// <summary>The figure.</summary>
    public XElement Figure() =>
        Tag.Styled(
            "figure",
            IsSmall ? "plot small" : "plot",
            Tag.Of("figcaption", Tag.Styled("span", "plot-title", Title), Key()),
            PlotSvg.Of(PlotDrawing.Of(this), PlotDrawing.SizeOf(this), Id, Says),
            Note is null ? null : Tag.Styled("p", "note", Note)
        );

    private XElement? Key() =>
        Curves.Length < 2
            ? null
            : Tag.Styled(
                "span",
                "key",
                Curves.Select(curve => Tag.Styled("span", $"key-{curve.Colour % 6 + 1}", curve.Name))
            );
}
