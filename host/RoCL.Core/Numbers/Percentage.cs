using System.Globalization;

namespace RoCL.Core.Numbers;

/// <summary>Shares as people read them: in percent, and differences in points of it.</summary>
public static class Percentage
{
    /// <summary>A share with one decimal and the sign, such as <c>78.9 %</c>.</summary>
    /// <param name="share">From 0 to 1.</param>
    public static string Of(double share) => $"{Points(share)} %";

    /// <summary>A share with one decimal, such as <c>78.9</c>.</summary>
    /// <param name="share">From 0 to 1.</param>
    public static string Points(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A share with a decimal only where it has one, such as <c>10 %</c>.</summary>
    /// <param name="share">From 0 to 1.</param>
    public static string Brief(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");

    /// <summary>A difference that shows its direction, such as <c>+1.2</c>.</summary>
    /// <param name="points">The difference in points of a percentage.</param>
    public static string Change(double points) => points.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
