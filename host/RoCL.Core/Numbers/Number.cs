using System.Globalization;

namespace RoCL.Core.Numbers;

/// <summary>Numbers as papers write them: <c>0.2</c>, <c>1e-6</c> or <c>8/255</c>.</summary>
public static class Number
{
    /// <summary>
    /// Reads a decimal or a fraction; ROCL0120 when it is neither or not finite, or is not 0 and
    /// so small that it becomes 0.
    /// </summary>
    /// <param name="where">The recipe's key.</param>
    /// <param name="text">What stands there.</param>
    public static Result<double> Read(string where, string text) =>
        text.Split('/') switch
        {
            [var whole] when Real(whole, out var x) => Kept(where, text, x, whole),
            [var over, var under] when Real(over, out var x) && Real(under, out var y) && y != 0 => Kept(
                where,
                text,
                x / y,
                over
            ),
            _ => new Problem(
                "ROCL0120",
                where,
                $"'{text}' is not a number.",
                "Write a decimal or a fraction, such as 0.5 or \"8/255\"."
            ),
        };

    /// <summary>
    /// As a person would write it: <c>8/255</c> rather than <c>0.03137254901960784</c>.
    /// </summary>
    public static string Show(double value)
    {
        var levels = value * 255;
        var isProperFraction = value != Math.Round(value) && Math.Abs(value) < 1;
        return isProperFraction && Math.Abs(levels - Math.Round(levels)) < 1e-9
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(levels)}/255")
            : NumberText.Of(value);
    }

    private static Result<double> Kept(string where, string text, double value, string digits) =>
        value != 0 || IsZero(digits)
            ? value
            : new Problem(
                "ROCL0120",
                where,
                $"The number {text} is so small that it becomes 0.",
                "Write 0, or a greater number."
            );

    private static bool IsZero(string text) => !text.Split('e', 'E')[0].Any(digit => digit is >= '1' and <= '9');

    private static bool Real(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
