using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;
using Tensorboard;

namespace RoCL.Reports.EventFiles;

/// <summary>
/// Events as records of a TFRecord file: length, its checksum, the event, its checksum. Checksums
/// are CRC-32C, rotated and shifted as TensorFlow's <c>record_writer.h</c> has it.
/// </summary>
internal static class EventFrames
{
    private const int ChecksumBytes = 4;
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>Writes one event.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="happened">The event.</param>
    public static void Write(Stream stream, Event happened)
    {
        var message = happened.ToByteArray();
        Span<byte> head = stackalloc byte[sizeof(ulong) + ChecksumBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(ulong)..], Masked(head[..sizeof(ulong)]));
        Span<byte> foot = stackalloc byte[ChecksumBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(foot, Masked(message));
        stream.Write(head);
        stream.Write(message);
        stream.Write(foot);
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var value in bytes)
            checksum = BitOperations.Crc32C(checksum, value);
        return BitOperations.RotateRight(~checksum, 15) + MaskDelta;
    }
}
