using System.Text.Json;

namespace RoCL.Core;

/// <summary>One tensor of a safetensors file, its place already checked.</summary>
internal sealed record SafetensorsEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End);

/// <summary>The header of a safetensors file: which tensors lie where, without gap or overlap.</summary>
internal sealed record SafetensorsHeader(ImmutableArray<SafetensorsEntry> Entries, ImmutableSortedDictionary<string, string> Metadata)
{
    private static readonly ImmutableDictionary<string, (ScalarType Type, int Size)> Types = new Dictionary<string, (ScalarType, int)>
    {
        ["F64"] = (ScalarType.Float64, 8),
        ["F32"] = (ScalarType.Float32, 4),
        ["F16"] = (ScalarType.Float16, 2),
        ["BF16"] = (ScalarType.BFloat16, 2),
        ["I64"] = (ScalarType.Int64, 8),
        ["I32"] = (ScalarType.Int32, 4),
        ["I16"] = (ScalarType.Int16, 2),
        ["I8"] = (ScalarType.Int8, 1),
        ["U8"] = (ScalarType.Byte, 1),
        ["BOOL"] = (ScalarType.Bool, 1),
    }.ToImmutableDictionary();

    /// <summary>The format's name of a type.</summary>
    public static string NameOf(ScalarType type) => Types.First(pair => pair.Value.Type == type).Key;

    /// <summary>Reads a header for data of a given length, which the tensors have to fill exactly.</summary>
    public static Result<SafetensorsHeader> Read(byte[] header, long data, string where)
    {
        try
        {
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var metadata = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);
            var entries = ImmutableArray.CreateBuilder<SafetensorsEntry>();
            foreach (var property in json.RootElement.EnumerateObject())
                if (property.Name == "__metadata__") metadata = metadata.AddRange(property.Value.EnumerateObject().Select(text => KeyValuePair.Create(text.Name, text.Value.GetString() ?? "")));
                else if (Entry(property) is { } entry) entries.Add(entry);
                else return Unfit(where, property.Name, "its type, shape and length do not agree");
            var end = 0L;
            foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
            {
                if (entry.Begin != end) return Unfit(where, entry.Name, $"it begins at {entry.Begin} instead of {end}");
                end = entry.End;
            }
            return end == data
                ? new SafetensorsHeader([.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)], metadata)
                : new Problem("ROCL0620", where, $"holds {data} bytes of tensors, and its header names {end}.", "Copy the file again, or use another checkpoint.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return new Problem("ROCL0621", where, $"has a header that is none: {fault.Message.Split('\n')[0]}", "Copy the file again, or use another checkpoint.");
        }
    }

    private static SafetensorsEntry? Entry(JsonProperty property)
    {
        var shape = property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        if (property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64()).ToArray() is not [var begin, var end]) return null;
        if (!Types.TryGetValue(property.Value.GetProperty("dtype").GetString() ?? "", out var type) || begin < 0 || end < begin || shape.Length > 16) return null;
        // In 128 bits, no product of sizes that a file could hold runs over before it is compared.
        var bytes = (Int128)type.Size;
        foreach (var size in shape)
        {
            if (size < 0) return null;
            bytes = size == 0 ? 0 : Int128.Min(bytes * size, long.MaxValue);
        }
        return bytes == end - begin ? new(property.Name, type.Type, shape, begin, end) : null;
    }

    private static Problem Unfit(string where, string tensor, string why) =>
        new("ROCL0622", where, $"the entry of '{tensor}' does not fit: {why}.", "Copy the file again, or use another checkpoint.");
}
