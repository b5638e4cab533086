using System.Text.Json.Nodes;
using RoCL.Runs.Recipes;

namespace RoCL.Suites.Rows;

/// <summary>A method of a suite.</summary>
/// <param name="Name">What it is called in tables; unlike every other.</param>
/// <param name="Where">The place that problems name.</param>
/// <param name="Recipe">Resolved.</param>
public sealed record SuiteRow(string Name, string Where, JsonObject Recipe)
{
    /// <summary>
    /// The recipe as the row names it: a name, or a file; none where the row holds the recipe.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Where the recipe comes from; none where a folder says it already.</summary>
    public RecipeOrigin? Origin { get; init; }

    /// <summary>Its name as a folder's on any file system, cut to a hundred letters.</summary>
    public string Folder => FolderOf(Name);

    /// <summary>A row's name as a folder's.</summary>
    public static string FolderOf(string row)
    {
        var safe = string.Concat(row.Take(100).Select(Safe));
        return safe.Length == 0 || safe[0] == '.' ? $"_{safe}" : safe;
    }

    private static char Safe(char letter)
    {
        if (char.IsAsciiLetterOrDigit(letter) || "+-.=_".Contains(letter))
            return letter;
        return letter == '/' ? '-' : '_';
    }
}
