using System.Buffers.Binary;

namespace RoCL.Core.Tensors;

/// <summary>
/// Tensors on disk: eight bytes with the header's length, a JSON header, and the tensors' bytes,
/// little-endian and row by row.
/// </summary>
/// <remarks>
/// The same tensors and words always give the same bytes, and those of the reference
/// implementation: wider element types first, names in ordinal order. Every bit comes back, those
/// of a NaN too.
/// <para>Reference: the format's description, github.com/huggingface/safetensors.</para>
/// </remarks>
public static class Safetensors
{
    private const int PrefixBytes = 8;
    private const ulong MostHeader = 100_000_000;
    private const int Chunk = 1 << 20;

    /// <summary>
    /// Reads a whole file. Nothing that it claims is believed before it was compared with its
    /// length.
    /// </summary>
    /// <param name="stream">
    /// A stream that knows its length, placed where the file begins; the file ends where it ends.
    /// </param>
    /// <param name="where">The file's name, for messages.</param>
    /// <returns>
    /// The file, its tensors on the CPU, the caller's own and in no scope; or what is damaged:
    /// ROCL0620 its length, ROCL0621 the header's JSON, ROCL0622 a tensor's description, ROCL0623
    /// an element type, ROCL0624 a tensor's bytes beside its shape, ROCL0625 an overlap or a gap,
    /// ROCL0626 bytes too many or too few, ROCL0627 a truth value that is neither 0 nor 1.
    /// </returns>
    public static Result<TensorFile> Read(Stream stream, string where)
    {
        var bytes = stream.Length - stream.Position;
        if (bytes < PrefixBytes)
            return WrongLength(where, $"The file has {bytes} bytes; the length of its header alone takes 8.");
        var prefix = new byte[PrefixBytes];
        stream.ReadExactly(prefix);

        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        var following = bytes - PrefixBytes;
        if (length > MostHeader)
            return WrongLength(where, $"A header of {length} bytes is announced; at most {MostHeader} are read.");
        if ((long)length > following)
            return WrongLength(where, $"A header of {length} bytes is announced, but only {following} follow.");
        var header = new byte[length];
        stream.ReadExactly(header);

        return SafetensorsHeader
            .Read(where, header, following - header.Length)
            .Then(known => ReadTensors(stream, where, known));
    }

    /// <summary>
    /// Reads a whole file that is in memory already (see <see cref="Read(Stream, string)"/>).
    /// </summary>
    /// <param name="bytes">The file.</param>
    /// <param name="where">Its name, for messages.</param>
    public static Result<TensorFile> Read(byte[] bytes, string where)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        return Read(stream, where);
    }

    /// <summary>Writes a whole file.</summary>
    /// <param name="file">Its tensors may lie on any device and in any memory format.</param>
    /// <param name="stream">Where the bytes go, from its present place on.</param>
    /// <exception cref="ProblemException">
    /// ROCL0628: a tensor's element type or name is none that a file can hold; nothing was written.
    /// </exception>
    public static void Write(TensorFile file, Stream stream)
    {
        var entries = Entries(file);
        var header = new SafetensorsHeader(entries, file.Metadata).Write();
        var prefix = new byte[PrefixBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var entry in entries)
        {
            using var scope = NewDisposeScope();
            file.Tensors[entry.Name].detach().cpu().contiguous().WriteBytesToStream(stream, BufferBytes(entry));
        }
    }

    private static Problem WrongLength(string where, string what) =>
        new("ROCL0620", where, what, "Check that this is a safetensors file, and get it again if it was cut short.");

    private static Result<TensorFile> ReadTensors(Stream stream, string where, SafetensorsHeader header)
    {
        using var scope = NewDisposeScope();
        var tensors = ImmutableSortedDictionary.CreateBuilder<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in header.Entries)
        {
            // Truth values arrive as bytes: any other than 0 and 1 would be neither true nor false
            // to the kernels.
            var isTruth = entry.Type.Type == ScalarType.Bool;
            var tensor = empty([.. entry.Shape], dtype: isTruth ? ScalarType.Byte : entry.Type.Type);
            tensor.ReadBytesFromStream(stream, BufferBytes(entry));
            if (isTruth && tensor.gt(1).any().item<bool>())
            {
                return new Problem(
                    "ROCL0627",
                    where,
                    $"The tensor '{entry.Name}' has truth values other than 0 and 1.",
                    SafetensorsHeader.Remedy
                );
            }

            tensors.Add(entry.Name, isTruth ? tensor.to(ScalarType.Bool) : tensor);
        }

        scope.Detach(tensors.Values);
        return new TensorFile(tensors.ToImmutable(), header.Metadata);
    }

    private static ImmutableArray<TensorEntry> Entries(TensorFile file)
    {
        var ordered = file
            .Tensors.OrderBy(tensor => TensorType.All.IndexOf(TypeOf(tensor)))
            .ThenBy(tensor => tensor.Key, StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<TensorEntry>();
        var begin = 0L;
        foreach (var tensor in ordered)
        {
            var type = TypeOf(tensor);
            var end = begin + tensor.Value.numel() * type.Bytes;
            entries.Add(new(tensor.Key, type, [.. tensor.Value.shape], begin, end));
            begin = end;
        }

        return entries.ToImmutable();
    }

    private static TensorType TypeOf(KeyValuePair<string, Tensor> tensor)
    {
        var type = TensorType.All.FirstOrDefault(type => type.Type == tensor.Value.dtype);
        if (type is not null && tensor.Key != SafetensorsHeader.MetadataKey)
            return type;
        throw new ProblemException(
            new(
                "ROCL0628",
                tensor.Key,
                $"A tensor of type {tensor.Value.dtype} and of this name cannot be saved.",
                $"Convert it to one of {TensorType.Names}, and call it anything but "
                    + $"{SafetensorsHeader.MetadataKey}."
            )
        );
    }

    private static int BufferBytes(TensorEntry entry) => (int)Math.Clamp(entry.End - entry.Begin, 1, Chunk);
}
