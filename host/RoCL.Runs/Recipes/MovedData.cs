using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Recipes;

/// <summary>Data that is no longer where a run has recorded it.</summary>
internal static class MovedData
{
    /// <summary>
    /// The problems of opening the data; where a run's data is gone, they say how to name its new
    /// place.
    /// </summary>
    /// <param name="problems">What keeps the data from being opened.</param>
    /// <param name="recipe">The recipe; a run's own where it lies in a run's folder.</param>
    public static ImmutableArray<Problem> WithPlaceToSet(ImmutableArray<Problem> problems, Recipe recipe)
    {
        if (!IsOfRun(recipe.Source) || KeyOfGone(recipe.Data) is not { } key)
            return problems;
        var hint = $"Where the data has moved, add --set {key}=PATH: it is taken if its images are the same.";
        return [.. problems.Select(problem => problem with { Remedy = $"{problem.Remedy} {hint}" })];
    }

    private static bool IsOfRun(string source) =>
        Path.GetFileName(source) == RunFolder.RecipeName && RunFolder.Is(Path.GetDirectoryName(source)!);

    // A run has recorded whole paths, so a text that is none names no place.
    private static string? KeyOfGone(ComponentUse data)
    {
        foreach (var use in data.WithInner)
        {
            foreach (var (option, value) in use.Options)
            {
                if (value is OptionValue.Text text && Path.IsPathRooted(text.Value) && !Path.Exists(text.Value))
                    return $"{use.Key}.{option}";
            }
        }

        return null;
    }
}
