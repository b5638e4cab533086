namespace RoCL.Contracts.Archives;

/// <summary>The header of an entry of a tar archive: a block with a sum of its own bytes.</summary>
internal static class TarHeader
{
    /// <summary>Its length, and that of every block.</summary>
    public const int Length = 512;

    private const int PlaceOfSum = 148;
    private const int LengthOfSum = 8;

    /// <summary>
    /// Whether the header has the sum that it states; .NET's reader does not compare them. The
    /// field of the sum itself counts as spaces; some programs took bytes for signed.
    /// </summary>
    /// <param name="header">The block.</param>
    /// <param name="stated">The sum that it states.</param>
    public static bool HasSum(ReadOnlySpan<byte> header, long stated)
    {
        var unsigned = 0L;
        var signed = 0L;
        for (var i = 0; i < header.Length; i++)
        {
            var value = i is >= PlaceOfSum and < PlaceOfSum + LengthOfSum ? (byte)' ' : header[i];
            unsigned += value;
            signed += (sbyte)value;
        }
        return stated == unsigned || stated == signed;
    }
}
