using System.Xml.Linq;
using RoCL.Core.Numbers;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.Pages;

/// <summary>
/// Shares as bars from 0 to 100 %, drawn by the style sheet; the number stands beside each.
/// </summary>
internal static class Bars
{
    /// <summary>A share with its interval.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="low">Where the interval begins.</param>
    /// <param name="high">Where it ends.</param>
    public static XElement Interval(double share, double low, double high) =>
        Styled(
            "span",
            "range",
            With("aria-hidden", "true"),
            With("style", $"--v:{Numbers.Length(share)};--lo:{Numbers.Length(low)};--w:{Numbers.Length(high - low)}"),
            Tag.Of("i"),
            Tag.Of("b")
        );

    /// <summary>A share in digits before its bar.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="colour">The curve's colour in the style sheet, from 1.</param>
    public static XElement Cell(double share, int colour) =>
        Styled(
            "span",
            "bar",
            With("style", $"--v:{Numbers.Length(share)};--c:var(--s{colour})"),
            Percentage.Points(share)
        );
}
