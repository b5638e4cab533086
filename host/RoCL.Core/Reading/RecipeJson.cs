using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoCL.Core.Reading;

/// <summary>JSON as recipes are written in it.</summary>
internal static class RecipeJson
{
    private const int LongestExponent = 6;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 64,
    };

    /// <summary>The document of a text, decoded as a whole.</summary>
    /// <exception cref="JsonException">
    /// It is no JSON, or holds what could not be decoded later.
    /// </exception>
    public static JsonNode? Parse(string text)
    {
        // A document is decoded where it is looked at: half a surrogate pair would show anywhere,
        // and much later.
        try
        {
            var root = JsonNode.Parse(text, documentOptions: Options);
            return IsSound(root) ? root : throw new JsonException("a number has an exponent beyond all bounds.");
        }
        catch (Exception undecodable) when (undecodable is InvalidOperationException or ArgumentException)
        {
            throw JsonPlaces.FirstFault(text, LongestExponent) ?? new JsonException(undecodable.Message, undecodable);
        }
        catch (JsonException fault) when (fault.LineNumber is null)
        {
            throw JsonPlaces.FirstFault(text, LongestExponent) ?? fault;
        }
    }

    /// <summary>ROCL0101: a text is no JSON, with its place.</summary>
    /// <param name="where">Where the text stands.</param>
    /// <param name="fault">From <see cref="Parse"/>.</param>
    public static Problem Fault(string where, JsonException fault)
    {
        var place = fault.LineNumber is { } line ? $"{where}({line + 1},{fault.BytePositionInLine + 1})" : where;
        return new(
            "ROCL0101",
            place,
            $"The text is not JSON: {fault.Message.Split(" LineNumber:")[0]}",
            "Repair the text at that line and column."
        );
    }

    private static bool IsSound(JsonNode? node) =>
        node switch
        {
            JsonObject keys => keys.All(pair => IsSound(pair.Value)),
            JsonArray list => list.All(IsSound),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is not null,
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => HasShortExponent(value),
            _ => true,
        };

    // Two numbers with exponents that are no integers cannot be compared.
    private static bool HasShortExponent(JsonValue number) =>
        number.ToJsonString().ToUpperInvariant().Split('E') is not [_, { Length: > LongestExponent }];
}
