using System.Globalization;

namespace RoCL.Contracts;

/// <summary>A radius in the names of conditions.</summary>
internal static class RadiusText
{
    // Four decimals are what papers write; another radius gets as many digits as it takes to keep
    // it apart from its neighbours.
    private const string Usual = "0.####";

    /// <summary>
    /// <c>8/255</c> for whole levels of an 8-bit image, else a decimal that stands for no other
    /// radius.
    /// </summary>
    /// <param name="radius">0 or above.</param>
    public static string Of(double radius)
    {
        var levels = Math.Round(radius * 255);
        var isWholeLevels = levels >= 1 && radius < 1 && Math.Abs(radius * 255 - levels) < 1e-9;
        if (isWholeLevels)
            return string.Create(CultureInfo.InvariantCulture, $"{levels}/255");

        var usual = radius.ToString(Usual, CultureInfo.InvariantCulture);
        return double.Parse(usual, CultureInfo.InvariantCulture) == radius
            ? usual
            : radius.ToString("R", CultureInfo.InvariantCulture);
    }
}
