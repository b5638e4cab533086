using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoCL.Host.Runs;

/// <summary>How the files of a run are written.</summary>
internal static class Json
{
    /// <summary>For people: indented.</summary>
    public static JsonSerializerOptions Indented { get; } = Options(indented: true);

    /// <summary>For lines: one object a line.</summary>
    public static JsonSerializerOptions Line { get; } = Options(indented: false);

    /// <summary>Writes a whole file, or nothing: beside it first, then renamed over it.</summary>
    public static void Write<T>(string path, T value) => Whole(path, JsonSerializer.Serialize(value, Indented) + "\n");

    /// <summary>Writes a whole text, or nothing.</summary>
    public static void Whole(string path, string text)
    {
        var staged = path + ".new";
        File.WriteAllText(staged, text);
        File.Move(staged, path, overwrite: true);
    }

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        NewLine = "\n",
    };
}
