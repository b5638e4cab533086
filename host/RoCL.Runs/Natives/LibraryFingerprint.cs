using System.Security.Cryptography;

namespace RoCL.Runs.Natives;

/// <summary>Eight digits by which builds of a library are distinguished.</summary>
internal static class LibraryFingerprint
{
    private const int Digits = 8;
    private const int BlockBytes = 1 << 20;

    /// <summary>
    /// The fingerprint of a file that may have half a gigabyte: of its length, its head with the
    /// build's number, and its end.
    /// </summary>
    /// <param name="library">The file.</param>
    public static string Of(string library)
    {
        using var file = File.OpenRead(library);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(file.Length));
        AppendBlock(hash, file);
        file.Position = Math.Max(file.Length - BlockBytes, 0);
        AppendBlock(hash, file);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    private static void AppendBlock(IncrementalHash hash, FileStream file)
    {
        var block = new byte[BlockBytes];
        var read = file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        hash.AppendData(block.AsSpan(0, read));
    }
}
