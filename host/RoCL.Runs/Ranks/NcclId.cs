using System.Runtime.InteropServices;

namespace RoCL.Runs.Ranks;

/// <summary>
/// ncclUniqueId: what rank 0 makes and all ranks begin with. C functions take it by value, so that
/// it has the size and the layout of the structure in C.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NcclId
{
    /// <summary>Its size, which NCCL has never changed.</summary>
    public const int Size = 128;

    private fixed byte _bytes[Size];

    /// <summary>Its bytes, where it lies.</summary>
    /// <param name="id">The identifier.</param>
    public static Span<byte> BytesOf(ref NcclId id) => MemoryMarshal.AsBytes(new Span<NcclId>(ref id));
}
