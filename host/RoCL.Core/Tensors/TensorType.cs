namespace RoCL.Core.Tensors;

/// <summary>An element type as safetensors files name it.</summary>
/// <param name="Name">Such as <c>F32</c>.</param>
/// <param name="Type">The same as TorchSharp names it.</param>
/// <param name="Bytes">How many bytes one element takes.</param>
internal sealed record TensorType(string Name, ScalarType Type, int Bytes)
{
    /// <summary>
    /// All that we read and write, in the order in which the reference implementation lays their
    /// data: each aligned to its own size.
    /// </summary>
    public static readonly ImmutableArray<TensorType> All =
    [
        new("I64", ScalarType.Int64, 8),
        new("F64", ScalarType.Float64, 8),
        new("F32", ScalarType.Float32, 4),
        new("I32", ScalarType.Int32, 4),
        new("BF16", ScalarType.BFloat16, 2),
        new("F16", ScalarType.Float16, 2),
        new("I16", ScalarType.Int16, 2),
        new("I8", ScalarType.Int8, 1),
        new("U8", ScalarType.Byte, 1),
        new("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>The names of all, for a message.</summary>
    public static string Names => string.Join(", ", All.Select(type => type.Name));
}
