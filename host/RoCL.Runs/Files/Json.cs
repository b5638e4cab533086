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

    // Recipes, and parts of them, as a person wrote them: `null` there leaves an option out.
    private static readonly ImmutableArray<string> Documents = ["recipe", "parentRecipe", "component"];

    /// <summary>
    /// Reads a value that is whole: with all that its type says is there, and without what none of
    /// our files has, a <c>null</c> or a number that is not finite.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="measured">
    /// The one key at the top below which a <c>null</c> stands for a number that was not finite.
    /// </param>
    /// <exception cref="JsonException">The text is anything else.</exception>
    public static T Read<T>(string text, string? measured = null)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return IsForeign(document.RootElement, measured)
                ? throw new JsonException("a null, or a number beyond all bounds, stands where a value should.")
                : document.RootElement.Deserialize<T>(Reading)!;
        }
        catch (Exception fault)
            when (fault is InvalidOperationException or ArgumentException or FormatException or NotSupportedException)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    private static bool IsForeign(JsonElement root, string? measured) =>
        root.ValueKind == JsonValueKind.Object && measured is not null
            ? root.EnumerateObject()
                .Any(property =>
                    IsForeign(property.Value, property.Name == measured || Documents.Contains(property.Name))
                )
            : IsForeign(root, mayBeNull: false);

    private static bool IsForeign(JsonElement value, bool mayBeNull) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value
                .EnumerateObject()
                .Any(property => IsForeign(property.Value, mayBeNull || Documents.Contains(property.Name))),
            JsonValueKind.Array => value.EnumerateArray().Any(member => IsForeign(member, mayBeNull)),
            JsonValueKind.Number => !double.IsFinite(value.GetDouble()),
            var kind => kind == JsonValueKind.Null && !mayBeNull,
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
