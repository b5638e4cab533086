using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;

namespace RoCL.Runs.Recipes;

/// <summary>
/// Finds suites: a path, or the name of one that is shipped. A file with <c>rows</c> is a suite,
/// any other a recipe.
/// </summary>
public static class SuiteFiles
{
    private static string Shipped => Path.Combine(AppContext.BaseDirectory, "suites");

    /// <summary>The names of the suites that are shipped.</summary>
    public static IEnumerable<string> Names =>
        Directory.Exists(Shipped)
            ? Directory
                .EnumerateFiles(Shipped, "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal)
            : [];

    /// <summary>
    /// The suite of that name or path; <see langword="null"/> when it is none, and so a recipe if
    /// it is anything.
    /// </summary>
    public static (string File, JsonObject Document)? Find(string name)
    {
        var places =
            Path.GetFileName(name) == name && !name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                ? new[] { $"{name}.json", Path.Combine(Shipped, $"{name}.json") }
                : [name];
        if (places.FirstOrDefault(File.Exists) is not { } file)
            return null;
        try
        {
            return
                RecipeText.Parse(name, File.ReadAllText(file)) is Result<JsonObject>.Ok ok
                && ok.Value.ContainsKey("rows")
                ? (file, ok.Value)
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
