using System.Buffers.Binary;

namespace RoCL.Datasets.ImageFolder;

/// <summary>What chunks of a PNG file say of its colours and of how it is to be turned.</summary>
internal static class PngChunk
{
    private const int LengthOfType = 4;
    private const double GammaOfSrgb = 45455;
    private const double SameGamma = 0.05;

    /// <summary>The structure, with what one more chunk says.</summary>
    /// <param name="structure">What is known before.</param>
    /// <param name="typed">The chunk's type and content.</param>
    public static ImageStructure Said(ImageStructure structure, ReadOnlySpan<byte> typed)
    {
        var content = typed[LengthOfType..];
        if (typed.StartsWith("iCCP"u8))
            return structure with { HasColours = true };
        if (typed.StartsWith("gAMA"u8) && content.Length == sizeof(uint))
            return structure with { HasColours = structure.HasColours || IsOtherGamma(content) };
        return typed.StartsWith("eXIf"u8) ? structure with { Orientation = ExifOrientation.In(content) } : structure;
    }

    // As libpng has it: a gamma within a twentieth of another is the same.
    private static bool IsOtherGamma(ReadOnlySpan<byte> content) =>
        Math.Abs(BinaryPrimitives.ReadUInt32BigEndian(content) / GammaOfSrgb - 1) > SameGamma;
}
