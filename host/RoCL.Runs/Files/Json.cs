using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RoCL.Runs.Files;

/// <summary>
/// How the files of a run are written, and read: whoever reads one may have it from elsewhere.
/// </summary>
public static class Json
{
    /// <summary>For people: indented.</summary>
    public static JsonSerializerOptions Indented { get; } = Options(indented: true);

    /// <summary>For lines: one object a line.</summary>
    public static JsonSerializerOptions Line { get; } = Options(indented: false);

    private static JsonSerializerOptions Reading { get; } =
        new(Line) { TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(Demand) };

    /// <summary>
    /// Reads a value that is whole: with all that its type says is there, and without what none of
    /// our files has, a <c>null</c> or a number that is not finite.
    /// </summary>
    /// <exception cref="JsonException">The text is anything else.</exception>
    public static T Read<T>(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return IsForeign(document.RootElement)
                ? throw new JsonException("a null, or a number beyond all bounds, stands where a value should.")
                : document.RootElement.Deserialize<T>(Reading)!;
        }
        catch (Exception fault)
            when (fault is InvalidOperationException or ArgumentException or FormatException or NotSupportedException)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    private static bool IsForeign(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Any(property => IsForeign(property.Value)),
            JsonValueKind.Array => value.EnumerateArray().Any(IsForeign),
            JsonValueKind.Number => !double.IsFinite(value.GetDouble()),
            var kind => kind == JsonValueKind.Null,
        };

    // What a constructor takes and may not be null, and has no default, has to be there.
    private static void Demand(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (
                property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false } parameter
                && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            )
            {
                property.IsRequired = true;
            }
        }
    }

    private static JsonSerializerOptions Options(bool indented) =>
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            NewLine = "\n",
        };
}
