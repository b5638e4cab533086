using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;

namespace RoCL.Runs.Recipes;

/// <summary>Finds and reads recipes: a path, or the name of one that is shipped.</summary>
public static class RecipeFiles
{
    private static string Shipped => Path.Combine(AppContext.BaseDirectory, "recipes");

    /// <summary>The names of the recipes that are shipped.</summary>
    public static IEnumerable<string> Names =>
        Directory.Exists(Shipped)
            ? Directory
                .EnumerateFiles(Shipped, "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal)
            : [];

    /// <summary>The file that a recipe's name stands for, as problems name it.</summary>
    public static string FileOf(string name) =>
        name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? name : $"{name}.json";

    /// <summary>
    /// What another file names: a recipe beside it, else a shipped one; the name itself where there
    /// is neither.
    /// </summary>
    public static string Beside(string name, string file) => Places(name, file).FirstOrDefault(File.Exists) ?? name;

    /// <summary>
    /// A recipe as a document: inheritance resolved, settings applied in their order.
    /// </summary>
    /// <param name="name">A path or a shipped recipe's name.</param>
    /// <param name="settings">As after <c>--set</c>.</param>
    /// <returns>
    /// ROCL0117 no such recipe, ROCL0118 unreadable; and what <see cref="RecipeText"/> finds.
    /// </returns>
    public static Result<JsonObject> Load(string name, IEnumerable<string> settings) =>
        settings.Aggregate(
            RecipeText.Load(name, Read),
            (document, setting) => document.Then(so => RecipeText.Set(so, setting))
        );

    private static Result<string> Read(string name, string asking)
    {
        var found = Places(name, asking).FirstOrDefault(File.Exists);
        if (found is null)
        {
            return new Problem(
                "ROCL0117",
                name.Length > 0 ? name : "''",
                "is no recipe: no file and no shipped recipe has that name.",
                Nearest.To(name, Names.Concat(SuiteFiles.Names)) is { } nearest
                    ? $"Did you mean '{nearest}'?"
                    : $"Shipped: {string.Join(", ", Names)}."
            );
        }

        try
        {
            return File.ReadAllText(found);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem("ROCL0118", found, $"cannot be read: {fault.Message}", "Check the file and its rights.");
        }
    }

    // A recipe may extend a shipped one of its own name: it is never its own neighbour.
    private static IEnumerable<string> Places(string name, string asking)
    {
        if (name.Length == 0 || name.Contains('\0'))
            return [];
        if (name == asking && IsPath(name))
            return [name];
        var beside = Path.GetDirectoryName(asking) ?? "";
        var own = Path.GetFullPath(asking);
        return IsPath(name)
            ? [Path.Combine(beside, name)]
            : new[] { Path.Combine(beside, $"{name}.json"), Path.Combine(Shipped, $"{name}.json") }.Where(place =>
                Path.GetFullPath(place) != own
            );
    }

    private static bool IsPath(string name) =>
        name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || Path.GetFileName(name) != name;
}
