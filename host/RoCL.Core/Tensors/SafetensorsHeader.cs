using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace RoCL.Core.Tensors;

/// <summary>
/// The header of a safetensors file: a JSON object of entries, and of free text under
/// <c>__metadata__</c>.
/// </summary>
/// <param name="Entries">
/// In the order of their bytes, which follow one another without a gap.
/// </param>
/// <param name="Metadata">Text by key.</param>
internal sealed record SafetensorsHeader(
    ImmutableArray<TensorEntry> Entries,
    ImmutableSortedDictionary<string, string> Metadata
)
{
    /// <summary>The key that is no tensor.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>What to do about a file that is not what it says.</summary>
    public const string Remedy = "Get the file again from where it comes, or write it again.";

    /// <summary>
    /// Reads a header, and compares all that it claims with one another and with the file.
    /// </summary>
    /// <param name="where">The file, for messages.</param>
    /// <param name="json">The header's bytes.</param>
    /// <param name="data">How many bytes follow the header.</param>
    public static Result<SafetensorsHeader> Read(string where, ReadOnlyMemory<byte> json, long data)
    {
        if (!json.Span.StartsWith("{"u8))
            return NotJson(where, "it does not begin with '{'.");
        if (!Utf8.IsValid(json.Span))
            return NotJson(where, "it is not UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Read(where, document.RootElement, data);
        }
        // The latter for half a surrogate pair.
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return NotJson(where, malformed.Message);
        }
    }

    private static Problem NotJson(string where, string reason) =>
        new("ROCL0621", where, $"The header is not the JSON object of a safetensors file: {reason}", Remedy);

    private static Result<SafetensorsHeader> Read(string where, JsonElement root, long data)
    {
        var entries = root.EnumerateObject()
            .Where(property => property.Name != MetadataKey)
            .Select(property => TensorEntry.Read(where, property.Name, property.Value))
            .ToList();
        if (entries.SelectMany(entry => entry.Problems).ToImmutableArray() is { IsEmpty: false } problems)
            return problems;
        var ordered = entries
            .Select(entry => ((Result<TensorEntry>.Ok)entry).Value)
            .OrderBy(entry => entry.Begin)
            .ThenBy(entry => entry.End)
            .ToImmutableArray();

        if (Gap(where, ordered, data) is { } gap)
            return gap;
        if (Texts(root) is not { } metadata)
            return new Problem("ROCL0621", where, $"'{MetadataKey}' is not an object of texts.", Remedy);
        return new SafetensorsHeader(ordered, metadata);
    }

    private static Problem? Gap(string where, ImmutableArray<TensorEntry> ordered, long data)
    {
        var end = 0L;
        foreach (var entry in ordered)
        {
            if (entry.Begin != end)
            {
                return new(
                    "ROCL0625",
                    where,
                    $"The bytes of the tensor '{entry.Name}' begin at {entry.Begin}, "
                        + $"where {end} would follow the tensor before it.",
                    Remedy
                );
            }

            end = entry.End;
        }

        return end == data
            ? null
            : new("ROCL0626", where, $"The tensors take {end} bytes, but {data} follow the header.", Remedy);
    }

    // Nothing where the metadata is something else than texts.
    private static ImmutableSortedDictionary<string, string>? Texts(JsonElement root)
    {
        if (!root.TryGetProperty(MetadataKey, out var metadata))
            return ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (metadata.ValueKind != JsonValueKind.Object)
            return null;
        if (metadata.EnumerateObject().Any(property => property.Value.ValueKind != JsonValueKind.String))
            return null;
        return metadata
            .EnumerateObject()
            .ToImmutableSortedDictionary(
                property => property.Name,
                property => property.Value.GetString()!,
                StringComparer.Ordinal
            );
    }

    /// <summary>
    /// The header's bytes, padded with spaces to a multiple of 8, so that the data after it is
    /// aligned.
    /// </summary>
    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                bytes,
                new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            json.WriteStartObject();
            if (!Metadata.IsEmpty)
            {
                json.WriteStartObject(MetadataKey);
                foreach (var (key, text) in Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    json.WriteString(key, text);
                json.WriteEndObject();
            }
            foreach (var entry in Entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", entry.Type.Name);
                WriteNumbers(json, "shape", entry.Shape);
                WriteNumbers(json, "data_offsets", [entry.Begin, entry.End]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (bytes.Length % 8 != 0)
            bytes.WriteByte((byte)' ');
        return bytes.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string key, ImmutableArray<long> numbers)
    {
        json.WriteStartArray(key);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
