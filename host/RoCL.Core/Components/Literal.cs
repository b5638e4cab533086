using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Numbers;

namespace RoCL.Core.Components;

/// <summary>Constants as recipes write them.</summary>
public static class Literal
{
    // Levels of an 8-bit image, thirds, and the batch size that the paper's regulariser is divided
    // by: what the field writes as fractions.
    private static readonly ImmutableArray<int> Denominators = [3, 255, 256];
    private const int LongestPlainDecimal = 8;

    /// <summary>
    /// The text: <c>0.5</c>, <c>"text"</c>, <c>true</c>, <c>null</c>; <c>"2/255"</c> for a long
    /// decimal that is the very same number.
    /// </summary>
    /// <param name="value">A number, a text, a truth value or <see langword="null"/>.</param>
    public static string Of(object? value) =>
        value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            string text => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
            double number => Fraction(number, fraction => fraction == number)
                ?? number.ToString("R", CultureInfo.InvariantCulture),
            float number => Fraction(number, fraction => (float)fraction == number)
                ?? number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => Of(value.ToString()),
        };

    /// <summary>
    /// A constant as <see cref="Of"/> writes it, as JSON; <see langword="null"/> for none and for
    /// <c>null</c>.
    /// </summary>
    /// <param name="text">The constant.</param>
    public static JsonNode? Parsed(string? text)
    {
        if (text is null)
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    /// <summary>Whether a recipe writes nothing else than a constant.</summary>
    /// <param name="written">What the recipe writes.</param>
    /// <param name="text">The constant as <see cref="Of"/> writes it.</param>
    public static bool IsWritten(JsonNode? written, string? text)
    {
        var constant = Parsed(text);
        return JsonNode.DeepEquals(written, constant)
            || (NumberIn(written) is { } number && number == NumberIn(constant));
    }

    private static double? NumberIn(JsonNode? node) =>
        node is JsonValue value ? Number.Read("", value.ToString()).Match<double?>(number => number, _ => null) : null;

    private static string? Fraction(double number, Func<double, bool> same) =>
        number.ToString("R", CultureInfo.InvariantCulture).Length <= LongestPlainDecimal
            ? null
            : Denominators
                .Where(under => same(Math.Round(number * under) / under) && Math.Round(number * under) != 0)
                .Select(under =>
                    string.Create(CultureInfo.InvariantCulture, $"\"{Math.Round(number * under)}/{under}\"")
                )
                .FirstOrDefault();
}
