using System.Text.Json.Nodes;
using RoCL.Core.Reading;
using RoCL.Runs.Files;

namespace RoCL.Runs.Recipes;

/// <summary>
/// Finds suites: a path, or the name of one that is shipped. A file with <c>rows</c> is a suite,
/// any other a recipe.
/// </summary>
public static class SuiteFiles
{
    private static readonly ShippedFiles Shipped = new("suites");

    /// <summary>The names of the suites that are shipped.</summary>
    public static IEnumerable<string> Names => Shipped.Names;

    /// <summary>The line that a shipped suite says of itself; empty where it says none.</summary>
    /// <param name="name">Its name.</param>
    public static string AboutOf(string name)
    {
        var path = Shipped.PathOf(name);
        return RecipeText.Parse(path, File.ReadAllText(path)).Match(suite => $"{suite["about"]}", _ => "");
    }

    /// <summary>
    /// The suite of that name or path; <see langword="null"/> when there is none, and so a recipe
    /// if there is anything.
    /// </summary>
    public static (string File, JsonObject Document)? Find(string name)
    {
        if (Places(name).FirstOrDefault(File.Exists) is not { } file)
            return null;
        try
        {
            return WrittenText
                .Of(name, File.ReadAllBytes(file))
                .Then(text => RecipeText.Parse(name, text))
                .Match(document => Suite(file, document), _ => ((string, JsonObject)?)null);
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return null;
        }
    }

    private static (string File, JsonObject Document)? Suite(string file, JsonObject document) =>
        document.ContainsKey("rows") ? (file, document) : null;

    private static string[] Places(string name)
    {
        var isShippedName = Path.GetFileName(name) == name && !ShippedFiles.IsFile(name);
        return isShippedName ? [$"{name}.json", Shipped.PathOf(name)] : [name];
    }
}
