using System.Text.Json;

namespace RoCL.Core.Models;

/// <summary>
/// The element types of saved tensors as the file's words say them again: a header that was changed
/// afterwards reads the same bytes as other numbers.
/// </summary>
internal static class TensorTypes
{
    private const string Key = "types";

    // What nearly all tensors are of; only the others are listed.
    private const ScalarType Usual = ScalarType.Float32;

    /// <summary>The types of tensors, as a file's metadata has them.</summary>
    /// <param name="tensors">The tensors, by name.</param>
    public static KeyValuePair<string, string> ToMetadata(ImmutableSortedDictionary<string, Tensor> tensors)
    {
        var others = tensors
            .Where(named => named.Value.dtype != Usual)
            .ToImmutableSortedDictionary(named => named.Key, named => $"{named.Value.dtype}", StringComparer.Ordinal);
        return KeyValuePair.Create(Key, JsonSerializer.Serialize(others));
    }

    /// <summary>
    /// A sentence about the first tensor that is of another type than was written;
    /// <see langword="null"/> where there is none, or the file does not say the types.
    /// </summary>
    /// <param name="tensors">The tensors that were read, by name.</param>
    /// <param name="metadata">The file's words.</param>
    public static string? Changed(
        ImmutableSortedDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string> metadata
    )
    {
        if (Written(metadata) is not { } others)
            return null;
        foreach (var (name, tensor) in tensors)
        {
            var written = others.GetValueOrDefault(name, $"{Usual}");
            if (written != $"{tensor.dtype}")
                return $"The tensor '{name}' is of type {tensor.dtype} in the file, and {written} was written.";
        }

        return null;
    }

    // Words under the same key that mean something else say nothing.
    private static Dictionary<string, string>? Written(IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            return metadata.TryGetValue(Key, out var text)
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(text)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
