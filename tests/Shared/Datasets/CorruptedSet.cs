using System.Buffers.Binary;
using System.Text;

namespace Shared.Datasets;

/// <summary>Files as CIFAR-10-C has them.</summary>
internal static class CorruptedSet
{
    private const int Severities = 5;

    /// <summary>
    /// Labels and some kinds: the images themselves at each severity, as far as they are bytes.
    /// </summary>
    /// <param name="labels">A label an image, in the test set's order.</param>
    /// <param name="shape">Height, width, channels.</param>
    /// <param name="kinds">The kinds, with the pixels [N, H, W, C] of a severity from 1.</param>
    public static IEnumerable<(string Name, byte[] Bytes)> Of(
        byte[] labels,
        int[] shape,
        params IEnumerable<(string Kind, Func<int, byte[]> Pixels)> kinds
    ) =>
        [
            (
                "labels.npy",
                Npy([.. Enumerable.Repeat(labels, Severities).SelectMany(all => all)], [Severities * labels.Length])
            ),
            .. kinds.Select(kind =>
                (
                    $"{kind.Kind}.npy",
                    Npy(
                        [.. Enumerable.Range(1, Severities).SelectMany(kind.Pixels)],
                        [Severities * labels.Length, .. shape]
                    )
                )
            ),
        ];

    /// <summary>An array of bytes as NumPy writes it.</summary>
    /// <param name="values">Row by row.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="description">Its type.</param>
    /// <param name="order">Whether it is column by column.</param>
    /// <param name="version">Of the format: 1 or 2.</param>
    public static byte[] Npy(
        byte[] values,
        int[] shape,
        string description = "|u1",
        bool order = false,
        byte version = 1
    )
    {
        var sizes = shape.Length == 1 ? $"{shape[0]}," : string.Join(", ", shape);
        var text = $"{{'descr': '{description}', 'fortran_order': {order}, 'shape': ({sizes}), }}";
        var sizeBytes = version == 1 ? 2 : 4;
        var header = Encoding.ASCII.GetBytes(text.PadRight(117 - sizeBytes) + "\n");
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length[..sizeBytes], .. header, .. values];
    }
}
