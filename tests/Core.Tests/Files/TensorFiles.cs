using FsCheck;
using FsCheck.Fluent;
using RoCL.Core.Tensors;

namespace Core.Tests.Files;

/// <summary>
/// Files of a few tensors of every type and many shapes, with any bits at all: NaN of every
/// payload, infinities, denormals.
/// </summary>
public static class TensorFiles
{
    private static readonly ScalarType[] Types =
    [
        ScalarType.Float64,
        ScalarType.Float32,
        ScalarType.Float16,
        ScalarType.BFloat16,
        ScalarType.Int64,
        ScalarType.Int32,
        ScalarType.Int16,
        ScalarType.Int8,
        ScalarType.Byte,
        ScalarType.Bool,
    ];

    public static Arbitrary<TensorFile> Any() =>
        (
            from count in Gen.Choose(0, 6)
            from names in Gen.ArrayOf(Text, count)
            from tensors in Gen.ArrayOf(Tensors, count)
            from words in Gen.ArrayOf(from key in Text from text in Text select KeyValuePair.Create(key, text))
            select TensorFile.Of(
                names.Zip(tensors, KeyValuePair.Create).DistinctBy(pair => pair.Key),
                words.DistinctBy(pair => pair.Key).Where(pair => pair.Key != "__metadata__")
            )
        ).ToArbitrary();

    private static Gen<string> Text =>
        from letters in Gen.ArrayOf(
            Gen.Elements("a", "B", ".", "_", " ", "\"", "\\", "\n", "\0", "é", "の", "😀", "</", "0")
        )
        select string.Concat(letters);

    private static Gen<Tensor> Tensors =>
        from type in Gen.Elements(Types)
        from shape in Gen.Elements<long[]>([], [0], [1], [7], [2, 3], [3, 0, 2], [2, 1, 3, 2])
        from seed in Gen.Choose(0, int.MaxValue)
        select Bits(type, shape, new System.Random(seed));

    private static Tensor Bits(ScalarType type, long[] shape, System.Random random)
    {
        var tensor = zeros(shape, dtype: type);
        var bits = new byte[tensor.numel() * tensor.element_size()];
        random.NextBytes(bits);
        if (type == ScalarType.Bool)
            bits = [.. bits.Select(value => (byte)(value & 1))];
        tensor.bytes = bits;
        return tensor;
    }

    /// <summary>The file's bytes.</summary>
    public static byte[] Written(TensorFile file)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(file, stream);
        return stream.ToArray();
    }

    /// <summary>Whether two files hold the same, to the bit.</summary>
    public static bool Same(TensorFile left, TensorFile right) =>
        left.Metadata.SequenceEqual(right.Metadata)
        && left.Tensors.Keys.SequenceEqual(right.Tensors.Keys)
        && left.Tensors.Values.Zip(right.Tensors.Values)
            .All(pair =>
                pair.First.dtype == pair.Second.dtype
                && pair.First.shape.SequenceEqual(pair.Second.shape)
                && pair.First.bytes.SequenceEqual(pair.Second.bytes)
            );
}
