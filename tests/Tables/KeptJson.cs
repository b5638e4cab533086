using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tables;

/// <summary>Kept measurements as the text of a file: indented JSON.</summary>
internal static class KeptJson
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What a file keeps.</summary>
    /// <param name="text">The file's text.</param>
    public static T Of<T>(string text) => JsonSerializer.Deserialize<T>(text, Form)!;

    /// <summary>The text of a file that keeps it.</summary>
    public static string Text<T>(T kept) => JsonSerializer.Serialize(kept, Form) + "\n";
}
