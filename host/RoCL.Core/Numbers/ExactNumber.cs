using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoCL.Core.Numbers;

/// <summary>
/// Numbers of JSON with all their digits, of which a <see cref="double"/> has about sixteen:
/// <c>1000</c>, <c>1e3</c> and <c>1000.0</c> are one whole number, and <c>"1000"</c> is it as well.
/// </summary>
public static class ExactNumber
{
    /// <summary>
    /// The greatest seed, 2^53: any whole number up to it is a <see cref="double"/> of its own, so
    /// that programs which read JSON otherwise see the same one.
    /// </summary>
    public const long GreatestSeed = 1L << 53;

    /// <summary>
    /// A whole number; <see langword="null"/> where there is none, or one beyond 64 bits.
    /// </summary>
    /// <param name="node">What stands there.</param>
    public static long? Whole(JsonNode? node) =>
        Of(node) is { } exact && exact == Math.Round(exact) && exact is >= long.MinValue and <= long.MaxValue
            ? (long)exact
            : null;

    /// <summary>
    /// A number as it is written; <see langword="null"/> where there is none, or one beyond 28
    /// digits.
    /// </summary>
    /// <param name="node">What stands there.</param>
    public static decimal? Of(JsonNode? node) =>
        node?.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
        && decimal.TryParse($"{node}", NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact
            : null;
}
