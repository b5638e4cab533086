using System.Globalization;
using RoCL.Core.Numbers;

namespace RoCL.Reports.Pages;

/// <summary>Numbers as a page writes them.</summary>
internal static class Numbers
{
    private const string ThinSpace = "\u202F";

    /// <summary>A share in percent, <c>78.9 %</c>, with a space that does not break.</summary>
    /// <param name="share">From 0 to 1.</param>
    public static string Percent(double share) => $"{Percentage.Points(share)}{ThinSpace}%";

    /// <summary>A whole number, <c>10,000</c>.</summary>
    /// <param name="number">The number.</param>
    public static string Whole(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number of a few digits, <c>0.0125</c>.</summary>
    /// <param name="number">The number.</param>
    public static string Short(double number) => number.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A time, <c>34.2 s</c>, <c>12 min</c> or <c>3.5 h</c>.</summary>
    /// <param name="seconds">In seconds.</param>
    public static string Duration(double seconds) =>
        seconds switch
        {
            < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0}{ThinSpace}s"),
            < 6000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0}{ThinSpace}min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0}{ThinSpace}h"),
        };

    /// <summary>A length for a style, <c>78.9%</c>.</summary>
    /// <param name="share">From 0 to 1.</param>
    public static string Length(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Clamp(share, 0, 1):0.##}%");
}
