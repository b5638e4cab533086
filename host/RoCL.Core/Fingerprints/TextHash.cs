using System.Security.Cryptography;
using System.Text;

namespace RoCL.Core.Fingerprints;

/// <summary>The hash of a text, by which equal texts are known again.</summary>
public static class TextHash
{
    /// <summary>Its SHA-256 in UTF-8: 64 hexadecimal digits, in small letters.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
