using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shared.Fuzzing;

/// <summary>
/// A JSON document in which one value became another, or one key was dropped, doubled or renamed.
/// </summary>
internal static class JsonMutation
{
    private const string Placeholder = "here it changes";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "-1",
        "1e999",
        "1E99999999999",
        "9223372036854775808",
        "0.1",
        "\"\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"../../etc/passwd\"",
        "\"/etc/passwd\"",
        "[]",
        "{}",
        "[null]",
        "{\"\":null}",
        "{\"\\ud800\":1}",
        "{\"a\":1,\"a\":2}",
        "NaN",
        "\"1/0\"",
        "\"5 epochs\"",
        "\"9e999 steps\"",
        new string('[', 60) + new string(']', 60),
        new string('[', 5000) + new string(']', 5000),
        $"\"{new string('x', 70_000)}\"",
    ];

    /// <summary>
    /// The document changed; <see langword="null"/> where the bytes are none, and the safetensors'
    /// header where they are such a file.
    /// </summary>
    public static byte[]? Of(Random random, byte[] bytes)
    {
        if (SafetensorsHeaderLength(bytes) is { } length)
        {
            return Of(random, bytes[8..(8 + length)]) is { } header
                ? [.. BitConverter.GetBytes((long)header.Length), .. header, .. bytes[(8 + length)..]]
                : null;
        }

        try
        {
            var root = JsonNode.Parse(bytes, documentOptions: Lenient);
            var all = Below(root).ToList();
            if (all.Count == 0)
                return null;
            var (parent, place) = all[random.Next(all.Count)];
            var other = all[random.Next(all.Count)];
            var value =
                random.Next(4) > 0
                    ? Values[random.Next(Values.Length)]
                    : At(other.Parent, other.Place)?.ToJsonString() ?? "null";
            Change(random, parent, place);
            return Encoding.UTF8.GetBytes(
                root!.ToJsonString().Replace($"\"{Placeholder}\"", value, StringComparison.Ordinal)
            );
        }
        catch (Exception foreign) when (foreign is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    // Nothing where the bytes are no safetensors file.
    private static int? SafetensorsHeaderLength(byte[] bytes)
    {
        if (bytes is not [_, _, _, 0, 0, 0, 0, 0, (byte)'{', ..])
        {
            return null;
        }

        var length = BitConverter.ToInt32(bytes);
        return length <= bytes.Length - 8 ? length : null;
    }

    private static void Change(Random random, JsonNode parent, object place)
    {
        if (parent is JsonArray list)
        {
            if (random.Next(4) == 0)
                list.RemoveAt((int)place);
            else if (random.Next(4) == 0)
                list.Insert((int)place, Placeholder);
            else
                list[(int)place] = Placeholder;
        }
        else if (random.Next(5) == 0)
        {
            ((JsonObject)parent).Remove((string)place);
        }
        else if (random.Next(6) == 0)
        {
            ((JsonObject)parent)[(string)place + "x"] = Placeholder;
        }
        else
        {
            parent[(string)place] = Placeholder;
        }
    }

    private static JsonNode? At(JsonNode parent, object place) => place is int i ? parent[i] : parent[(string)place];

    private static IEnumerable<(JsonNode Parent, object Place)> Below(JsonNode? node) =>
        node switch
        {
            JsonObject keys => keys.SelectMany(pair => Below(pair.Value).Prepend((node, pair.Key))),
            JsonArray list => list.SelectMany((member, i) => Below(member).Prepend((node, i))),
            _ => [],
        };
}
