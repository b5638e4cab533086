using System.Text;
using System.Text.Json;

namespace RoCL.Core.Reading;

/// <summary>
/// Finds the line and column of what a JSON reader refuses without saying where: a key that stands
/// twice in one object, a text that cannot be decoded, a number with an exponent beyond all bounds.
/// </summary>
internal static class JsonPlaces
{
    /// <summary>
    /// The first of these as an exception with its place; <see langword="null"/> where there is
    /// none.
    /// </summary>
    /// <param name="text">JSON that is well formed.</param>
    /// <param name="longestExponent">How many characters an exponent may have.</param>
    public static JsonException? FirstFault(string text, int longestExponent)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var options = new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = 64,
        };
        var reader = new Utf8JsonReader(bytes, options);
        var keys = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    keys.Push([]);
                    break;
                case JsonTokenType.EndObject:
                    keys.Pop();
                    break;
            }

            if (FaultOf(ref reader, keys, longestExponent) is { } fault)
                return At(bytes, reader.TokenStartIndex, fault);
        }

        return null;
    }

    private static string? FaultOf(ref Utf8JsonReader reader, Stack<HashSet<string>> keys, int longestExponent)
    {
        try
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var key = reader.GetString()!;
                    return keys.Peek().Add(key) ? null : $"the key '{key}' stands twice in one object.";
                case JsonTokenType.String:
                    reader.GetString();
                    return null;
                case JsonTokenType.Number:
                    var parts = Encoding.UTF8.GetString(reader.ValueSpan).ToUpperInvariant().Split('E');
                    return parts is [_, var exponent] && exponent.Length > longestExponent
                        ? "a number has an exponent beyond all bounds."
                        : null;
                default:
                    return null;
            }
        }
        catch (InvalidOperationException undecodable)
        {
            return undecodable.Message;
        }
    }

    private static JsonException At(byte[] bytes, long index, string fault)
    {
        var before = bytes.AsSpan(0, (int)index);
        var column = index - (before.LastIndexOf((byte)'\n') + 1);
        return new(fault, path: null, before.Count((byte)'\n'), column);
    }
}
