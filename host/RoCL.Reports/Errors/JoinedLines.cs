using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoCL.Reports.Errors;

/// <summary>
/// A text in JSON, or a list of its lines where it is a long one: they are joined by spaces.
/// </summary>
internal sealed class JoinedLines : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartArray
            ? string.Join(' ', JsonSerializer.Deserialize<string[]>(ref reader, options)!)
            : reader.GetString()!;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
