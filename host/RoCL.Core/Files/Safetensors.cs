using System.Buffers.Binary;
using System.Text.Json;

namespace RoCL.Core;

/// <summary>Named tensors and the texts beside them, as a safetensors file holds them.</summary>
/// <param name="Tensors">By name.</param>
/// <param name="Metadata">The texts of <c>__metadata__</c>.</param>
public sealed record TensorFile(ImmutableSortedDictionary<string, Tensor> Tensors, ImmutableSortedDictionary<string, string> Metadata);

/// <summary>The safetensors format: a length, a JSON header, the bytes. No code can hide in it, and every language reads it.</summary>
/// <remarks>Reference: huggingface/safetensors, the README's section "Format".</remarks>
public static class Safetensors
{
    private const long HeaderLimit = 100_000_000;

    /// <summary>Writes tensors in the order of their names; the same tensors give the same bytes.</summary>
    /// <param name="file">Tensors of any device and layout; not changed.</param>
    /// <param name="stream">Written from its position on.</param>
    public static void Write(TensorFile file, Stream stream)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            if (!file.Metadata.IsEmpty) WriteMetadata(json, file.Metadata);
            var offset = 0L;
            foreach (var (name, tensor) in Ordered(file)) offset = WriteEntry(json, name, tensor, offset);
            json.WriteEndObject();
        }
        var padded = (header.Length + 7) / 8 * 8;
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded);
        stream.Write(length);
        header.WriteTo(stream);
        for (var i = header.Length; i < padded; i++) stream.WriteByte((byte)' ');
        foreach (var (_, tensor) in Ordered(file)) WriteBytes(tensor, stream);
    }

    /// <summary>Reads tensors; every claim of the header is checked before anything of its size is allocated.</summary>
    /// <param name="stream">Seekable; all that is left of it is the file.</param>
    /// <param name="where">The file's name, for problems.</param>
    /// <returns>The tensors on the CPU, the caller's own; ROCL0620 cut short or too long, ROCL0621 a header that is none, ROCL0622 an entry that does not fit.</returns>
    public static Result<TensorFile> Read(Stream stream, string where)
    {
        var left = stream.Length - stream.Position;
        var prefix = new byte[8];
        if (left < 8) return Short(where, $"{left} bytes");
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > HeaderLimit || (long)length > left - 8) return Short(where, $"a header of {length} bytes in a file of {left}");
        var header = new byte[length];
        stream.ReadExactly(header);
        return SafetensorsHeader.Read(header, left - 8 - (long)length, where).Then<TensorFile>(parsed => new TensorFile(
            parsed.Entries.ToImmutableSortedDictionary(entry => entry.Name, entry => ReadTensor(entry, stream), StringComparer.Ordinal), parsed.Metadata));
    }

    private static Problem Short(string where, string what) =>
        new("ROCL0620", where, $"is cut short or no safetensors file: {what}.", "Copy the file again, or use another checkpoint.");

    private static IEnumerable<KeyValuePair<string, Tensor>> Ordered(TensorFile file) => file.Tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal);

    private static void WriteMetadata(Utf8JsonWriter json, ImmutableSortedDictionary<string, string> metadata)
    {
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, Tensor tensor, long offset)
    {
        var end = offset + tensor.numel() * tensor.element_size();
        json.WriteStartObject(name);
        json.WriteString("dtype", SafetensorsHeader.NameOf(tensor.dtype));
        json.WriteStartArray("shape");
        foreach (var size in tensor.shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    private static void WriteBytes(Tensor tensor, Stream stream)
    {
        using var scope = NewDisposeScope();
        if (tensor.numel() > 0) stream.Write(tensor.detach().cpu().contiguous().bytes);
    }

    private static Tensor ReadTensor(SafetensorsEntry entry, Stream stream)
    {
        var tensor = empty(entry.Shape, entry.Type).DetachFromDisposeScope();
        if (tensor.numel() > 0) stream.ReadExactly(tensor.bytes);
        return tensor;
    }
}
