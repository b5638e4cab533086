using System.Text.Json;

namespace Tables;

/// <summary>Files that say what a table or a curve shows.</summary>
internal static class Definitions
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>All that a file defines.</summary>
    /// <param name="text">The file's text, which may have comments.</param>
    public static ImmutableArray<T> Of<T>(string text) => JsonSerializer.Deserialize<ImmutableArray<T>>(text, Json);
}
