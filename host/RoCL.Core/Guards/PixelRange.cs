using System.Globalization;

namespace RoCL.Core.Guards;

/// <summary>The least and the greatest number of some images.</summary>
/// <param name="Least">NaN where a number is none.</param>
/// <param name="Greatest">NaN where a number is none.</param>
internal readonly record struct PixelRange(float Least, float Greatest)
{
    private const float Tolerance = 1e-4f;

    /// <summary>Whether all numbers are finite.</summary>
    public bool IsFinite => float.IsFinite(Least) && float.IsFinite(Greatest);

    /// <summary>Whether all numbers lie in [0, 1], up to 1e-4.</summary>
    public bool IsWithinPixels => Least >= -Tolerance && Greatest <= 1 + Tolerance;

    /// <summary>As messages name it: <c>pixels from -1 to 2</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"pixels from {Least} to {Greatest}");
}
