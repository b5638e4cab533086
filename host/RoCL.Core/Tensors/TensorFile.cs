namespace RoCL.Core.Tensors;

/// <summary>The content of a safetensors file: tensors by name, and words about them.</summary>
/// <param name="Tensors">Of any shape, 0-dimensional ones too; names in ordinal order.</param>
/// <param name="Metadata">
/// Free text by key, such as the parameters that the tensors were made with.
/// </param>
public sealed record TensorFile(
    ImmutableSortedDictionary<string, Tensor> Tensors,
    ImmutableSortedDictionary<string, string> Metadata
)
{
    /// <summary>A file of some tensors and, perhaps, words.</summary>
    /// <param name="tensors">By name; each name once.</param>
    /// <param name="metadata">By key; none when left out.</param>
    public static TensorFile Of(
        IEnumerable<KeyValuePair<string, Tensor>> tensors,
        IEnumerable<KeyValuePair<string, string>>? metadata = null
    ) =>
        new(
            tensors.ToImmutableSortedDictionary(StringComparer.Ordinal),
            (metadata ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal)
        );
}
