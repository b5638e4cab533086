using System.Globalization;
using System.IO.Compression;
using System.Text;
using TorchSharp;

namespace RoCL.Runs.Export;

/// <summary>NumPy's files: <c>.npy</c> for one array, <c>.npz</c> for several by name.</summary>
/// <remarks>
/// Version 1.0 of the format, row by row (C order), little-endian. No package that is kept up
/// writes it, and it is a header of one line and the bytes.
/// </remarks>
public static class Npy
{
    private const int Alignment = 64;

    // Magic, version, and the length of the header.
    private const int Preamble = 10;
    private const int Chunk = 1 << 20;

    /// <summary>Writes an array.</summary>
    /// <param name="tensor">On the CPU; float32, float64, int64, uint8 or bool.</param>
    /// <param name="stream">Where.</param>
    public static void Write(torch.Tensor tensor, Stream stream)
    {
        using var rows = tensor.detach().contiguous();
        stream.Write(Header(rows));
        rows.WriteBytesToStream(stream, Chunk);
    }

    /// <summary>Writes arrays as a <c>.npz</c> file.</summary>
    /// <param name="arrays">By their names.</param>
    /// <param name="stream">Where.</param>
    public static void WriteAll(IEnumerable<KeyValuePair<string, torch.Tensor>> arrays, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, tensor) in arrays)
        {
            using var entry = archive.CreateEntry($"{name}.npy", CompressionLevel.Fastest).Open();
            Write(tensor, entry);
        }
    }

    private static byte[] Header(torch.Tensor tensor)
    {
        var shape = string.Concat(tensor.shape.Select(each => each.ToString(CultureInfo.InvariantCulture) + ", "));
        var text = $"{{'descr': '{TypeOf(tensor.dtype)}', 'fortran_order': False, 'shape': ({shape.TrimEnd()}), }}";
        var length = (Preamble + text.Length + 1 + Alignment - 1) / Alignment * Alignment - Preamble;
        byte[] header =
        [
            0x93,
            .. "NUMPY"u8,
            1,
            0,
            (byte)(length % 256),
            (byte)(length / 256),
            .. Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n"),
        ];
        return header;
    }

    private static string TypeOf(torch.ScalarType type) =>
        type switch
        {
            torch.ScalarType.Float32 => "<f4",
            torch.ScalarType.Float64 => "<f8",
            torch.ScalarType.Int64 => "<i8",
            torch.ScalarType.Byte => "|u1",
            torch.ScalarType.Bool => "|b1",
            _ => throw new NotSupportedException($"{type} is not written to NumPy's files."),
        };
}
