using System.Globalization;
using System.Xml.Linq;
using OxyPlot;

namespace RoCL.Reports.Plots;

/// <summary>A plot as an element of a page, with text that is text.</summary>
internal static class PlotSvg
{
    /// <summary>The element <c>svg</c>.</summary>
    /// <param name="model">The plot.</param>
    /// <param name="size">The size that it is drawn in.</param>
    /// <param name="id">What names inside it begin with: they hold for the whole page.</param>
    /// <param name="says">The same in words.</param>
    public static XElement Of(PlotModel model, PlotSize size, string id, string says)
    {
        var exporter = new SvgExporter
        {
            Width = size.Width,
            Height = size.Height,
            IsDocument = false,
        };
        var drawn = XElement.Parse(PlotColour.Named(exporter.ExportToString(model)));
        var nodes = drawn.Elements().Where(IsSeen).Select(element => Plain(element, id));
        var viewBox = string.Create(CultureInfo.InvariantCulture, $"0 0 {size.Width} {size.Height}");
        return new(
            "svg",
            new XAttribute("viewBox", viewBox),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", says),
            nodes
        );
    }

    // The library writes groups and lines that nothing is seen of.
    private static bool IsSeen(XElement element)
    {
        if (element.Name.LocalName == "g")
            return element.Elements().Any(IsSeen);
        var style = (string?)element.Attribute("style") ?? "";
        return !style.Contains("fill:none;stroke:none", StringComparison.Ordinal)
            && !style.Contains("stroke-width:0", StringComparison.Ordinal);
    }

    private static XElement Plain(XElement element, string id) =>
        new(
            element.Name.LocalName,
            element
                .Attributes()
                .Where(attribute => !attribute.IsNamespaceDeclaration && !IsFont(attribute))
                .Select(attribute => new XAttribute(attribute.Name.LocalName, Renamed(attribute, id))),
            element.HasElements
                ? element.Elements().Where(IsSeen).Select(inner => Plain(inner, id))
                : (object)element.Value
        );

    private static bool IsFont(XAttribute attribute) => attribute.Name.LocalName is "font-family" or "font-weight";

    private static string Renamed(XAttribute attribute, string id) =>
        attribute.Name.LocalName switch
        {
            "id" => $"{id}-{attribute.Value}",
            "clip-path" => attribute.Value.Replace("#", $"#{id}-", StringComparison.Ordinal),
            _ => attribute.Value,
        };
}
