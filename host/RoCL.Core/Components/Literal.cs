using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Numbers;

namespace RoCL.Core.Components;

/// <summary>Constants as recipes write them.</summary>
public static class Literal
{
    private static readonly JsonDocumentOptions EachKeyOnce = new() { AllowDuplicateProperties = false };

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
            double number => Quoted(NumberText.Of(number)),
            float number => Quoted(NumberText.Of(number)),
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
            return JsonNode.Parse(text, documentOptions: EachKeyOnce);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    /// <summary>Whether a recipe writes nothing else than a constant.</summary>
    /// <param name="written">What the recipe writes.</param>
    /// <param name="text">The constant as <see cref="Of"/> writes it.</param>
    public static bool IsWritten(JsonNode? written, string? text) => AreEqual(written, Parsed(text));

    /// <summary>
    /// Whether a recipe means the same by two values: one number may be written in two ways, 0.25
    /// and <c>"1/4"</c>.
    /// </summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    public static bool AreEqual(JsonNode? one, JsonNode? other) =>
        JsonNode.DeepEquals(one, other) || (NumberIn(one) is { } number && number == NumberIn(other));

    private static double? NumberIn(JsonNode? node) =>
        node is JsonValue value ? Number.Read("", value.ToString()).Match<double?>(number => number, _ => null) : null;

    // A fraction is a text in JSON.
    private static string Quoted(string number) =>
        number.Contains('/', StringComparison.Ordinal) ? $"\"{number}\"" : number;
}
