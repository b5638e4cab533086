using System.Text.Json;

namespace RoCL.Core.Tensors;

/// <summary>One tensor, as the header of a safetensors file describes it.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">Each dimension 0 or above.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">One past its last byte.</param>
internal sealed record TensorEntry(string Name, TensorType Type, ImmutableArray<long> Shape, long Begin, long End)
{
    private const int MostDimensions = 64;

    /// <summary>Reads one entry, and compares its shape, type and bytes with one another.</summary>
    /// <param name="where">The file, for messages.</param>
    /// <param name="name">The entry's name.</param>
    /// <param name="json">The entry's value.</param>
    public static Result<TensorEntry> Read(string where, string name, JsonElement json)
    {
        Problem Malformed(string what) =>
            new("ROCL0622", where, $"The tensor '{name}' {what}.", SafetensorsHeader.Remedy);

        if (json.ValueKind != JsonValueKind.Object)
            return Malformed("is not described by an object");
        if (Text(json, "dtype") is not { } dtype)
            return Malformed("has no 'dtype'");
        if (Numbers(json, "shape") is not { } shape)
            return Malformed("has no 'shape' of whole numbers from 0");
        if (Numbers(json, "data_offsets") is not [var begin, var end])
            return Malformed("has no two 'data_offsets'");
        if (TensorType.All.FirstOrDefault(type => type.Name == dtype) is not { } type)
        {
            return new Problem(
                "ROCL0623",
                where,
                $"The tensor '{name}' has elements of type '{dtype}'; known are {TensorType.Names}.",
                "Convert it to one of these before it is saved."
            );
        }

        if (shape.Length > MostDimensions)
            return Malformed($"has {shape.Length} dimensions; at most {MostDimensions} make sense");
        if (Size(shape, type) is not { } size)
            return Malformed("has a shape that no memory could hold");
        if (begin > end || end - begin != size)
        {
            return new Problem(
                "ROCL0624",
                where,
                $"The tensor '{name}', {type.Name} [{string.Join(", ", shape)}], takes {size} bytes, "
                    + $"but the header gives it those from {begin} to {end}.",
                SafetensorsHeader.Remedy
            );
        }

        return new TensorEntry(name, type, shape, begin, end);
    }

    /// <summary>
    /// The bytes of a shape; none when they, or those of the shape without its zeros, are beyond
    /// counting.
    /// </summary>
    private static long? Size(ImmutableArray<long> shape, TensorType type)
    {
        UInt128 bytes = (uint)type.Bytes;
        foreach (var dimension in shape)
        {
            bytes *= (ulong)Math.Max(dimension, 1);
            if (bytes > long.MaxValue)
                return null;
        }

        return shape.Contains(0) ? 0 : (long)bytes;
    }

    // -1 where it is no whole number.
    private static long Number(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Number)
            return -1;
        return item.TryGetInt64(out var number) ? number : -1;
    }

    private static string? Text(JsonElement json, string key) =>
        json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ImmutableArray<long>? Numbers(JsonElement json, string key)
    {
        if (!json.TryGetProperty(key, out var array) || array.ValueKind != JsonValueKind.Array)
            return null;
        var numbers = array.EnumerateArray().Select(Number).ToImmutableArray();
        return numbers.All(number => number >= 0) ? numbers : null;
    }
}
